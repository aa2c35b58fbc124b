using System.Text;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.Text;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp;

/// <summary>
/// Compiles and runs a small program before the real one arrives, so that the compiler, the JIT and the console are
/// initialized by then.
/// </summary>
internal static class WarmUp
{
    private const string Folder = "/tmp/.dotnet-warm-up";

    /// <summary>Uses what most programs use, and prints nothing.</summary>
    private const string Code =
        """
        using System.Text;
        var text = new StringBuilder();
        var numbers = new List<int> { 3, 1, 2 };
        foreach (var item in numbers.Where(n => n > 1).OrderBy(n => n).Select(n => new Item($"{n}", n * 1.5)))
            text.AppendLine($"{item.Name}: {item.Value:F2} {item}");
        var counts = new Dictionary<string, int> { ["a"] = 1 };
        counts["b"] = counts.TryGetValue("a", out var found) ? found + 1 : 0;
        try { _ = numbers[counts.Count + args.Length + 5]; }
        catch (ArgumentOutOfRangeException error) when (error.StackTrace is { Length: > 0 }) { text.Append(error.Message.Length); }
        await Task.CompletedTask;
        Console.Out.Write(text.Length > 0 ? "" : string.Join(", ", numbers));
        Console.Out.Flush();
        record Item(string Name, double Value);
        interface IShape { double Area { get; } }
        class Square(double side) : IShape { public double Area => side switch { < 0 => 0, _ => side * side }; }
        """;

    internal static void Run()
    {
        var program = ProgramCompiler.Compile([new SourceFile("/WarmUp.cs", SourceText.From(Code, Encoding.UTF8))]);
        if (!program.Errors.IsEmpty)
        {
            throw new InvalidOperationException(program.ErrorText);
        }

        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        var main = program.LoadInto(context, Folder).EntryPoint!;
        main.CreateDelegate<Action<string[]>>()([]);
        context.Unload();
        Directory.Delete(Folder, recursive: true);
    }
}
