using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.TypeScript.Linting;

/// <summary>
/// What the compiler reads as <c>tsconfig.json</c>: ours, or one among the caller's files. Of that an option is taken, or left out
/// because it says how and where to write what is never written, and then named; any other is refused.
/// </summary>
/// <param name="Name">The file, and what was left out of it; or that it is ours.</param>
internal sealed record TypeScriptConfiguration(string Name, ReadOnlyMemory<byte> Content)
{
    public const string File = "tsconfig.json";

    /// <summary>Of the types of node, which ship with the compiler.</summary>
    public const string TypesFolder = $"{TypeScriptCompiler.PackagesFolder}/@types";

    private const string Options = "compilerOptions";

    /// <summary>Which files are compiled: the code, and what it imports.</summary>
    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create(
        StringComparer.Ordinal, "$schema", "buildOptions", "compileOnSave", "display", "docs", "exclude", "files", "include", "ts-node",
        "typeAcquisition", "watchOptions", "_version");

    /// <summary>Of the compiler's options: what is written and how, and how it is shown.</summary>
    private static readonly FrozenSet<string> LeftOutOptions = FrozenSet.Create(
        StringComparer.Ordinal, "assumeChangesOnlyAffectDirectDependencies", "composite", "declaration", "declarationDir", "declarationMap",
        "diagnostics", "disableReferencedProjectLoad", "disableSizeLimit", "disableSolutionSearching",
        "disableSourceOfProjectReferenceRedirect", "emitBOM", "emitDeclarationOnly", "explainFiles", "extendedDiagnostics",
        "generateCpuProfile", "generateTrace", "importHelpers", "incremental", "inlineSourceMap", "inlineSources", "listEmittedFiles",
        "listFiles", "mapRoot", "newLine", "noEmit", "noEmitHelpers", "noEmitOnError", "noErrorTruncation", "outDir", "outFile",
        "preserveConstEnums", "preserveWatchOutput", "pretty", "removeComments", "rootDir", "skipDefaultLibCheck", "skipLibCheck",
        "sourceMap", "sourceRoot", "stripInternal", "traceResolution", "tsBuildInfoFile");

    private static readonly FrozenSet<string> TakenOptions = FrozenSet.Create(
        StringComparer.Ordinal, "allowArbitraryExtensions", "allowImportingTsExtensions", "allowJs", "allowSyntheticDefaultImports",
        "allowUmdGlobalAccess", "allowUnreachableCode", "allowUnusedLabels", "alwaysStrict", "baseUrl", "checkJs", "customConditions",
        "emitDecoratorMetadata", "erasableSyntaxOnly", "esModuleInterop", "exactOptionalPropertyTypes", "experimentalDecorators",
        "forceConsistentCasingInFileNames", "isolatedDeclarations", "isolatedModules", "jsx", "jsxFactory", "jsxFragmentFactory",
        "jsxImportSource", "lib", "libReplacement", "maxNodeModuleJsDepth", "module", "moduleDetection", "moduleResolution",
        "moduleSuffixes",
        "noFallthroughCasesInSwitch", "noImplicitAny", "noImplicitOverride", "noImplicitReturns", "noImplicitThis", "noLib",
        "noPropertyAccessFromIndexSignature", "noResolve", "noUncheckedIndexedAccess", "noUncheckedSideEffectImports", "noUnusedLocals",
        "noUnusedParameters", "paths", "preserveSymlinks", "resolveJsonModule", "resolvePackageJsonExports", "resolvePackageJsonImports",
        "rootDirs", "strict", "strictBindCallApply", "strictBuiltinIteratorReturn", "strictFunctionTypes", "strictNullChecks",
        "strictPropertyInitialization", "target", "types", "useDefineForClassFields", "useUnknownInCatchVariables",
        "verbatimModuleSyntax");

    /// <summary>Options that name files, each in the project.</summary>
    private static readonly ImmutableArray<string> Paths = ["baseUrl", "paths", "rootDirs"];

    public static TypeScriptConfiguration Ours { get; } = Of(LinterName.BuiltIn, new JsonObject
    {
        ["strict"] = true,
        ["noImplicitReturns"] = true,
        ["target"] = "esnext",
        ["module"] = "esnext",
        ["moduleResolution"] = "bundler",
        ["lib"] = new JsonArray("esnext", "dom"),
    });

    /// <summary>Null if there is none among the files.</summary>
    /// <exception cref="CodeException">It is not JSON, or has an option that is not taken.</exception>
    public static TypeScriptConfiguration? Find(ImmutableArray<ScratchFile> files)
    {
        if (LinterConfiguration.Find(files, File) is not { } file)
        {
            return null;
        }

        var json = LinterConfiguration.ParseJson(File, file.Content);
        if (json.Select(static member => member.Key).FirstOrDefault(static key => key != Options && !LeftOut.Contains(key)) is { } key)
        {
            throw Refused($"has the key {key}, which is not taken{(key == "extends" ? ": no other file is read" : "")}");
        }

        if (json[Options] is not null and not JsonObject)
        {
            throw Refused($"has {Options} that are no object");
        }

        var options = json[Options] as JsonObject ?? [];
        Check(options);
        var leftOut = json.Select(static member => member.Key).Where(LeftOut.Contains)
            .Concat(options.Select(static option => option.Key).Where(LeftOutOptions.Contains)
                .Select(static option => $"{Options}.{option}"))
            .ToList();
        json.Remove(Options);
        LinterConfiguration.LeaveOut(options, LeftOutOptions, File);
        return Of(LinterConfiguration.Named(File, leftOut), options);
    }

    private static TypeScriptConfiguration Of(string name, JsonObject options)
    {
        options["noEmit"] = true;
        options["skipLibCheck"] = true;
        options["typeRoots"] = new JsonArray(TypesFolder);
        options.TryAdd("types", new JsonArray("node"));
        var json = new JsonObject { [Options] = options, ["files"] = new JsonArray(TypeScriptLanguage.Language.MainFile) };
        return new TypeScriptConfiguration(name, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static void Check(JsonObject options)
    {
        if (options.Select(static option => option.Key)
            .FirstOrDefault(static option => !TakenOptions.Contains(option) && !LeftOutOptions.Contains(option)) is { } other)
        {
            var why = other switch
            {
                "plugins" => ": a plugin is code, and linting runs none",
                "typeRoots" => ": only the types of node and those of installed packages are there",
                _ => "",
            };
            throw Refused($"has the option {Options}.{other}, which is not taken{why}");
        }

        foreach (var option in Paths)
        {
            if (TextsIn(options[option]).FirstOrDefault(static path => IsOutside(path)) is { } path)
            {
                throw Refused($"has in {Options}.{option} the path \"{path}\", which leads out of the project");
            }
        }
    }

    private static IEnumerable<string> TextsIn(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => [text],
        JsonArray array => array.SelectMany(TextsIn),
        JsonObject members => members.SelectMany(static member => TextsIn(member.Value)),
        _ => [],
    };

    private static bool IsOutside(string path) =>
        path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Contains("..", StringComparer.Ordinal);

    public static CodeException Refused(string problem) =>
        LinterConfiguration.Refused(File, problem, "Leave it out, or correct its name.");
}
