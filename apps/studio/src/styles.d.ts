/** Vite takes style sheets and files as modules. */
declare module '*.css';
declare module '*.csv?raw' {
  const text: string;
  export default text;
}
