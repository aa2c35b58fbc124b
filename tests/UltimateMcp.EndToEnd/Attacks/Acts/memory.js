// Attacks 45, 47: the memory that JavaScript has outside its heap. Arguments: the kind, MiB at most.
const [kind, most] = process.argv.slice(2);
const MIB = 1 << 20;
const held = [];
const take = {
  buffers: () => Buffer.alloc(MIB, 1),
  shared: () => new Uint8Array(new SharedArrayBuffer(MIB)).fill(1),
  wasm: () => new Uint8Array(new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true }).buffer).fill(1),
}[kind];
while (held.length < Number(most)) held.push(take());
console.log('memory ok');
