using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Docs;

public class SettingsPageTests
{
    [Fact]
    public void The_page_lists_every_setting_as_the_code_has_it()
    {
        var rows = Page.Read("docs/settings.md").Rows;

        Assert.Equal(
            SettingsTable.All.Select(setting =>
                $"`{setting.Name}` | {setting.ComputedDefault ?? setting.DefaultText} | {setting.Allowed} | {setting.Description}"),
            rows.Select(row => string.Join(" | ", row)));
    }
}
