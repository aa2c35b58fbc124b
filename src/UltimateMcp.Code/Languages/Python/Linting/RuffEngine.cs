using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// How ruff is compiled and run. The build compiles it ahead of time, and a compiled module is only loaded by an engine
/// with the same settings: so this file is part of the compiler too.
/// </summary>
internal static class RuffEngine
{
    /// <summary>A trap at this depth, long before the thread's own stack ends.</summary>
    private const int StackSize = 512 * 1024;

    public static Engine Create() => new(new Config()
        .WithEpochInterruption(enable: true)
        .WithMaximumStackSize(StackSize)
        .WithCompilerStrategy(CompilerStrategy.Cranelift)
        .WithOptimizationLevel(OptimizationLevel.Speed));
}
