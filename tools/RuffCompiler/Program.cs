using UltimateMcp.Code.Languages.Python.Linting;
using Wasmtime;

// Usage: RuffCompiler WASM CWASM
using var engine = RuffEngine.Create();
using var module = Module.FromFile(engine, args[0]);
File.WriteAllBytes(args[1], module.Serialize());
