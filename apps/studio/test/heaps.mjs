// What the page and its worker hold after a forced collection: bytes of objects, by heap snapshots, and nodes, listeners
// and documents. Machine code is left out: V8 compiles functions as they grow warm, one after the other, for hundreds of
// runs; of nothing else does a second run need more than the first.

/** Bytes of a snapshot's nodes that are no machine code and no bookkeeping about it; the numbers of arrays are among them. */
function bytesOf({ snapshot, nodes, strings }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size, name] = ['type', 'self_size', 'name'].map((field) => fields.indexOf(field));
  const left = new Set(['code', 'native', 'synthetic', 'object shape'].map((kind) => types[type].indexOf(kind)));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const isHeld = !left.has(nodes[at + type]) || /ArrayBuffer/.test(strings[nodes[at + name]]);
    if (isHeld) bytes += nodes[at + size];
  }
  return bytes;
}

/** Sends to one target: `send` has the command on its way, `listen` hears the target's events. */
async function heapOf({ send, listen }) {
  const chunks = [];
  const silence = listen('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await send('HeapProfiler.takeHeapSnapshot', {}); // which collects what nobody holds first
  silence();
  return bytesOf(JSON.parse(chunks.join('')));
}

/** The page's worker by a session of the browser, which hands messages on as texts. */
async function workerOf(session, address) {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  const { targetId } = targetInfos.find(({ type, url }) => type === 'worker' && url.startsWith(address));
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let count = 0;
  const waiting = new Map();
  const heard = new Map();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, method, params, result } = JSON.parse(message);
    if (method === undefined) waiting.get(id)?.(result);
    else heard.get(method)?.(params);
  });
  return {
    send: (method, params) =>
      new Promise((resolve) => {
        const id = ++count;
        waiting.set(id, resolve);
        session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
      }),
    listen: (method, hear) => {
      heard.set(method, hear);
      return () => heard.delete(method);
    },
  };
}

/** { measure, close } of a page that has its worker: measure gives bytes of both, and what the document holds. */
export async function heapsOf(page, address) {
  const own = await page.context().newCDPSession(page);
  const browser = await page.context().browser().newBrowserCDPSession();
  const worker = await workerOf(browser, address);
  const itself = {
    send: (method, params) => own.send(method, params),
    listen: (method, hear) => {
      own.on(method, hear);
      return () => own.off(method, hear);
    },
  };
  return {
    async measure() {
      const heaps = { page: await heapOf(itself), worker: await heapOf(worker) };
      const { nodes, jsEventListeners, documents } = await own.send('Memory.getDOMCounters');
      return { ...heaps, nodes, listeners: jsEventListeners, documents };
    },
    async close() {
      await own.detach();
      await browser.detach();
    },
  };
}
