using System.Diagnostics;

namespace UltimateMcp.EndToEnd.Corpus;

/// <summary>
/// Turns TypeScript into JavaScript outside the sandbox, with the amaro that ships with the server. It always transforms,
/// while the server removes only types where that is enough.
/// </summary>
internal static class TypeScriptSource
{
    private const string Script =
        """
        const [amaro, file] = process.argv.slice(1);
        const { readFileSync, writeFileSync } = require('fs');
        const transform = { verbatimModuleSyntax: true, nativeClassProperties: true };
        writeFileSync(file, require(amaro).transformSync(readFileSync(file, 'utf8'), { mode: 'transform', transform }).code);
        """;

    /// <param name="server">The server's file, beside which amaro lies.</param>
    public static async Task RemoveTypesAsync(string file, string node, string server)
    {
        var amaro = Path.Combine(Path.GetDirectoryName(server)!, "tools", "amaro", "wasm.js");
        var start = new ProcessStartInfo(node, ["-e", Script, amaro, file]) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file} has types that cannot be removed:\n{errors}");
    }
}
