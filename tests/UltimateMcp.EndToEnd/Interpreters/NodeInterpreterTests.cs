using UltimateMcp.EndToEnd.Attacks;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>Node.js and packages in a home that nobody else can enter.</summary>
public class NodeInterpreterTests(AttackServers servers)
{
    private const string Package = "export default 'delivered';\n";

    [Theory, EachIdentity]
    public async Task An_installation_of_a_version_manager_is_used_when_a_setting_names_its_folder(Identity identity)
    {
        using var home = new UserFolder(identity);
        var node = home.CopyProgram(await SystemNodeAsync(), ".nvm/versions/node/v20/bin/node");
        await using var server = await AttackServer.StartAsync(
            identity, null, ("NODE_INTERPRETER", $"{home.Path}/.nvm/versions/node/v20"));

        var reply = await server.RunAsync("console.log(process.execPath)", "javascript");

        Assert.Equal($"{node}\n", reply.Stdout);
    }

    /// <summary>As nvm, fnm, nodenv and volta put it there.</summary>
    [Theory]
    [EachIdentity("folder")]
    [EachIdentity("link")]
    [EachIdentity("script")]
    [EachIdentity("binary")]
    public async Task Node_of_a_version_manager_is_found_by_PATH_and_followed_to_the_real_one(Identity identity, string way)
    {
        using var home = new UserFolder(identity);
        var node = home.CopyProgram(await SystemNodeAsync(), "versions/v20/bin/node");
        switch (way)
        {
            case "link":
                home.Link("first", $"{home.Path}/versions/v20/bin");
                break;
            case "script":
                home.PlaceProgram("first/node", $"#!/bin/sh\nexec {node} \"$@\"\n");
                break;
            case "binary":
                home.CompileShim("first/node", node);
                break;
        }

        var first = way == "folder" ? Path.GetDirectoryName(node) : $"{home.Path}/first";
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{first}:/usr/bin:/bin"));

        var plain = await server.RunAsync("console.log(process.execPath)", "javascript");
        var typed = await server.RunAsync("const path: string = process.execPath; console.log(path)", "typescript");

        Assert.Equal(($"{node}\n", $"{node}\n"), (plain.Stdout, typed.Stdout));
    }

    [Theory, EachIdentity]
    public async Task Packages_of_a_folder_that_a_setting_names_are_found_by_require_and_by_import(Identity identity)
    {
        using var home = new UserFolder(identity);
        var folder = MakePackages(home);
        await using var server = await AttackServer.StartAsync(identity, null, ("NODE_MODULES_FOLDER", folder));

        var imported = await server.RunAsync("import parcel from 'parcel'; console.log(parcel)", "javascript");
        var required = await server.RunAsync("console.log(require('@scope/plain'))", "javascript");
        var missing = await server.RunAsync("import 'parcle'", "javascript");
        var typed = await server.RunAsync("import parcel from 'parcel'; const text: string = parcel; console.log(text)", "typescript");
        var typedRequired = await server.RunAsync("console.log(require('@scope/plain') as string)", "typescript");
        var typedMissing = await server.RunAsync("import parcle from 'parcle'; console.log(parcle as string)", "typescript");

        Assert.Equal(("delivered\n", "plain\n"), (imported.Stdout, required.Stdout));
        Assert.Equal(("delivered\n", "plain\n"), (typed.Stdout, typedRequired.Stdout));
        Assert.All([missing, typedMissing], reply =>
        {
            Assert.Contains("has no package parcle; did you mean parcel?", reply.Hint, StringComparison.Ordinal);
            Assert.Contains("NODE_MODULES_FOLDER", reply.Hint, StringComparison.Ordinal);
            Assert.Contains("/node", reply.Hint, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_folder_of_packages_that_is_gone_makes_the_language_unavailable_with_the_setting_s_name()
    {
        await using var server = await AttackServer.StartAsync(Identity.User, null, ("NODE_MODULES_FOLDER", "/none/node_modules"));

        var reply = await server.RunAsync("1", "javascript");

        Assert.Equal("language_unavailable", reply.ErrorCode);
        Assert.Contains("NODE_MODULES_FOLDER: /none/node_modules does not exist", reply.ErrorText, StringComparison.Ordinal);
        Assert.Equal("1\n", (await server.RunAsync("print(1)")).Stdout);
    }

    private static string MakePackages(UserFolder home)
    {
        home.Place("project/node_modules/parcel/package.json", """{ "version": "1.0.0", "type": "module", "exports": "./main.js" }""");
        home.Place("project/node_modules/parcel/main.js", Package);
        home.Place("project/node_modules/@scope/plain/package.json", """{ "version": "2.0.0" }""");
        home.Place("project/node_modules/@scope/plain/index.js", "module.exports = 'plain';\n");
        return $"{home.Path}/project/node_modules";
    }

    private async Task<string> SystemNodeAsync() => await (await servers.OfAsync(Identity.User)).InterpreterAsync("javascript");
}
