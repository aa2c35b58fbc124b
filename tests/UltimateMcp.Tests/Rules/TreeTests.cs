namespace UltimateMcp.Tests.Rules;

/// <summary>The rules, held against the repository itself. <see cref="RuleTests"/> shows that each can fail.</summary>
public class TreeTests
{
    [Fact]
    public void The_tree_is_read_whole()
    {
        string[] some =
        [
            "src/UltimateMcp.Server/Program.cs", "src/UltimateMcp.Server/UltimateMcp.Server.csproj", "README.md", "global.json",
        ];

        Assert.Empty(some.Except(SourceTree.All.Select(file => file.Path), StringComparer.Ordinal));
    }

    [Fact]
    public void Projects_refer_only_to_those_below_them() => Hold(EdgeRules.ProjectEdges);

    [Fact]
    public void Folders_use_only_those_below_them() => Hold(FolderRules.Edges);

    [Fact]
    public void Every_project_has_its_row() => Hold(EdgeRules.Unknown);

    [Fact]
    public void Every_folder_has_its_row() => Hold(FolderRules.Unknown);

    [Fact]
    public void No_table_of_folders_has_a_circle() => Assert.Empty(FolderRules.Circles(FolderRules.Tables));

    [Fact]
    public void No_line_is_longer_than_the_editor_configuration_says()
    {
        Assert.Contains(
            $"max_line_length = {TextRules.MaximumColumns}\n",
            SourceTree.All.Single(file => file.Path == ".editorconfig").Text,
            StringComparison.Ordinal);
        Hold(TextRules.LongLines);
    }

    [Fact]
    public void Domain_modules_know_neither_the_protocol_nor_the_host() => Hold(EdgeRules.ProtocolInDomain);

    [Fact]
    public void No_file_is_longer_than_the_wall() => Hold(TextRules.TooLong);

    [Fact]
    public void No_name_is_vague() => Hold(TextRules.VagueNames);

    [Fact]
    public void No_test_sleeps() => Hold(TextRules.Sleeps);

    [Fact]
    public void No_work_is_postponed() => Hold(TextRules.Postponed);

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => Hold(TextRules.MachinePaths);

    [Fact]
    public void Every_path_that_a_script_names_is_there() => Hold(files => TextRules.DeadPaths([.. files]));

    private static void Hold(Func<IEnumerable<SourceFile>, IEnumerable<string>> rule)
    {
        var breaches = string.Join('\n', rule(SourceTree.All));

        Assert.True(breaches.Length == 0, breaches);
    }
}
