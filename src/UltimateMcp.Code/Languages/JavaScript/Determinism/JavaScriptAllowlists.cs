using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>How a listed member may be used.</summary>
internal enum MemberUse
{
    /// <summary>In any way.</summary>
    Free,

    /// <summary>
    /// Called with a literal path below the scratch folder, or standard input. Also for creating folders and removing
    /// files.
    /// </summary>
    ReadsFile,

    /// <summary>Called with a literal path that is not code, so that a program cannot write a file that it later loads.</summary>
    WritesFile,

    /// <summary>Passed to <c>readline</c>, or used to call a member.</summary>
    Stream,

    /// <summary>Compared with another value.</summary>
    Compared,

    /// <summary>Called with the name of an event at the end of the program.</summary>
    Listens,
}

/// <summary>The globals and modules that a deterministic JavaScript program may use.</summary>
internal static class JavaScriptAllowlists
{
    /// <summary>Globals that may be used in any way.</summary>
    public static readonly FrozenSet<string> Globals = Words(
        "undefined NaN Infinity parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI",
        "decodeURI escape unescape",
        "Number String Boolean BigInt Symbol Array Object Map Set WeakMap WeakSet Promise JSON RegExp Proxy Reflect Iterator",
        "Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError",
        "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array",
        "Float64Array BigInt64Array BigUint64Array",
        "ArrayBuffer DataView TextEncoder TextDecoder URLSearchParams structuredClone queueMicrotask atob btoa",
        "exports __filename __dirname");

    /// <summary>Globals and modules whose listed members may be used. Node's modules are listed without <c>node:</c>.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string,
        FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["Math"] = Words(
            "abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul",
            "log log10 log1p log2 max min",
            "pow round sign sin sinh sqrt tan tanh trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2"),
        ["Date"] = Words("UTC parse prototype"),
        ["console"] = Words("log error warn info debug table dir group groupCollapsed groupEnd assert count countReset trace"),
        ["Intl"] = Words("NumberFormat PluralRules Collator ListFormat Segmenter getCanonicalLocales"),
        ["Buffer"] = Words("from alloc concat byteLength isBuffer compare isEncoding"),
        ["URL"] = Words("canParse parse"),
        ["module"] = Words("exports"),
        ["require"] = Words("main"),
        ["process"] = Words("argv exitCode exit nextTick version versions platform arch cwd stdin stdout stderr on once"),
        ["process.stdin"] = Words("fd"),
        ["process.stdout"] = Words("write isTTY"),
        ["process.stderr"] = Words("write isTTY"),
        ["assert"] = Words("*"),
        ["assert/strict"] = Words("*"),
        ["buffer"] = Words("Buffer"),
        ["crypto"] = Words("createHash createHmac timingSafeEqual getHashes pbkdf2Sync scryptSync createCipheriv createDecipheriv hash"),
        ["events"] = Words("*"),
        ["fs"] = Words("readFileSync existsSync writeFileSync appendFileSync mkdirSync unlinkSync rmSync promises"),
        ["fs/promises"] = Words("readFile writeFile appendFile mkdir unlink rm"),
        ["os"] = Words("EOL"),
        ["path"] = Words("*"),
        ["path/posix"] = Words("*"),
        ["querystring"] = Words("*"),
        ["readline"] = Words("createInterface"),
        ["stream"] = Words("*"),
        ["string_decoder"] = Words("*"),
        ["url"] = Words("URL URLSearchParams fileURLToPath pathToFileURL format resolve domainToASCII domainToUnicode"),
        ["util"] = Words(
            "promisify callbackify inspect format formatWithOptions inherits types isDeepStrictEqual TextEncoder TextDecoder styleText",
            "stripVTControlCharacters parseArgs toUSVString"),
        ["zlib"] = Words(
            "deflateSync inflateSync deflateRawSync inflateRawSync gzipSync gunzipSync unzipSync brotliCompressSync",
            "brotliDecompressSync constants crc32"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Globals among the keys of <see cref="Members"/>; the others are modules.</summary>
    public static readonly FrozenSet<string> GlobalObjects = Words("Math Date console Intl Buffer URL module require process");

    /// <summary>Modules that may be loaded.</summary>
    public static readonly FrozenSet<string> Modules = Words(
        "assert assert/strict buffer console crypto events fs fs/promises os path path/posix process querystring",
        "readline stream string_decoder url util zlib");

    /// <summary>Deterministic as a whole: these may be passed on, called and extended.</summary>
    public static readonly FrozenSet<string> FullyAllowed = Words(
        "assert assert/strict events path path/posix querystring stream string_decoder");

    public static readonly FrozenSet<string> AllowedConstructors = Words("URL Date");

    /// <summary>Members that are themselves keys of <see cref="Members"/>.</summary>
    public static readonly FrozenDictionary<string, string> Inner = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fs.promises"] = "fs/promises",
        ["url.URL"] = "URL",
        ["buffer.Buffer"] = "Buffer",
        ["process.stdin"] = "process.stdin",
        ["process.stdout"] = "process.stdout",
        ["process.stderr"] = "process.stderr",
        ["path.posix"] = "path",
        ["assert.strict"] = "assert",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, MemberUse> Uses = new Dictionary<string, MemberUse>(StringComparer.Ordinal)
    {
        ["fs.readFileSync"] = MemberUse.ReadsFile,
        ["fs.existsSync"] = MemberUse.ReadsFile,
        ["fs.writeFileSync"] = MemberUse.WritesFile,
        ["fs.appendFileSync"] = MemberUse.WritesFile,
        ["fs.mkdirSync"] = MemberUse.ReadsFile,
        ["fs.unlinkSync"] = MemberUse.ReadsFile,
        ["fs.rmSync"] = MemberUse.ReadsFile,
        ["fs/promises.readFile"] = MemberUse.ReadsFile,
        ["fs/promises.writeFile"] = MemberUse.WritesFile,
        ["fs/promises.appendFile"] = MemberUse.WritesFile,
        ["fs/promises.mkdir"] = MemberUse.ReadsFile,
        ["fs/promises.unlink"] = MemberUse.ReadsFile,
        ["fs/promises.rm"] = MemberUse.ReadsFile,
        ["require.main"] = MemberUse.Compared,
        ["process.on"] = MemberUse.Listens,
        ["process.once"] = MemberUse.Listens,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Events of <c>process</c> that may be listened to.</summary>
    public static readonly FrozenSet<string> ProcessEvents = Words("exit beforeExit uncaughtException unhandledRejection");

    /// <summary>Properties that lead from any value to <c>Function</c> or to shared prototypes.</summary>
    public static readonly FrozenSet<string> RefusedProperties = Words("constructor __proto__ prepareStackTrace caller callee");

    /// <summary>Properties that are globals when <c>this</c> is the global object.</summary>
    public static readonly FrozenSet<string> GlobalProperties = Words(
        "Math Date console Intl Buffer URL process global globalThis performance fetch crypto navigator eval",
        "Function setTimeout setInterval setImmediate",
        "clearTimeout clearInterval clearImmediate Atomics SharedArrayBuffer WeakRef FinalizationRegistry",
        "WebAssembly Event EventTarget AbortController",
        "AbortSignal MessageChannel MessagePort BroadcastChannel WebSocket EventSource Worker Blob File FormData",
        "Headers Request Response Temporal gc",
        "Crypto CryptoKey SubtleCrypto CustomEvent localStorage sessionStorage PerformanceObserver CompressionStream ReadableStream");

    /// <summary>Files that node loads as code or configuration.</summary>
    public static readonly string[] CodeExtensions = [".js", ".cjs", ".mjs", ".json", ".node", ".ts", ".mts", ".cts", ".wasm"];

    private static FrozenSet<string> Words(params ReadOnlySpan<string> lines) =>
        string.Join(' ', lines!).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
