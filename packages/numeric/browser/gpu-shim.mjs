// gpu.js publishes its browser build as a classic script that defines GPU; here it becomes a module.
await new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = '/node_modules/gpu.js/dist/gpu-browser.js';
  script.onload = resolve;
  script.onerror = () => reject(new Error('gpu-browser.js does not load'));
  document.head.append(script);
});
const global = globalThis.GPU;
export const GPU = typeof global === 'function' ? global : global.GPU;
export const Input = global.Input ?? GPU.Input;
