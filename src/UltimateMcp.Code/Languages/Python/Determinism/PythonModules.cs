using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// The modules that a deterministic Python program may import, with their allowed members. Other members are refused,
/// because a module exposes its own imports, such as <c>statistics.random</c>.
/// </summary>
internal static class PythonModules
{
    public static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string,
        FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["__future__"] = Words(
            "annotations division print_function absolute_import unicode_literals generators nested_scopes with_statement",
            "generator_stop"),
        ["abc"] = Words(
            "ABC ABCMeta abstractmethod abstractproperty abstractclassmethod abstractstaticmethod update_abstractmethods"),
        ["argparse"] = Words(
            "Action ArgumentDefaultsHelpFormatter ArgumentError ArgumentParser ArgumentTypeError BooleanOptionalAction HelpFormatter",
            "MetavarTypeHelpFormatter Namespace ONE_OR_MORE OPTIONAL PARSER REMAINDER RawDescriptionHelpFormatter",
            "RawTextHelpFormatter SUPPRESS ZERO_OR_MORE"),
        ["array"] = Words("array typecodes"),
        ["ast"] = Words(
            "literal_eval parse dump unparse walk iter_child_nodes iter_fields get_docstring NodeVisitor NodeTransformer AST Module",
            "Expression Expr Name Constant Call Attribute BinOp UnaryOp BoolOp Compare Add Sub Mult Div Mod Pow FloorDiv USub UAdd",
            "And Or Not FunctionDef AsyncFunctionDef ClassDef Import ImportFrom Assign AugAssign AnnAssign Return If For While Try",
            "With Lambda List Tuple Dict Subscript Load Store arg arguments keyword alias"),
        ["base64"] = Words(
            "a85decode a85encode b16decode b16encode b32decode b32encode b32hexdecode b32hexencode b64decode b64encode b85decode",
            "b85encode decode decodebytes encode encodebytes standard_b64decode standard_b64encode urlsafe_b64decode",
            "urlsafe_b64encode"),
        ["binascii"] = Words(
            "Error Incomplete a2b_base64 a2b_hex a2b_qp a2b_uu b2a_base64 b2a_hex b2a_qp b2a_uu crc32 crc_hqx hexlify unhexlify"),
        ["bisect"] = Words("bisect bisect_left bisect_right insort insort_left insort_right"),
        ["bz2"] = Words("compress decompress"),
        ["calendar"] = Words(
            "isleap leapdays weekday monthrange monthcalendar month calendar month_name month_abbr day_name day_abbr timegm",
            "TextCalendar HTMLCalendar Calendar setfirstweekday firstweekday MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY"),
        ["cmath"] = Words(
            "acos acosh asin asinh atan atanh cos cosh e exp inf infj isclose isfinite isinf isnan log log10 nan nanj phase pi polar",
            "rect sin sinh sqrt tan tanh tau"),
        ["codecs"] = Words("encode decode BOM_UTF8 BOM_UTF16 BOM_UTF16_LE BOM_UTF16_BE"),
        ["collections"] = Words(
            "ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple abc"),
        ["collections.abc"] = Words(
            "AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection Container Coroutine Generator",
            "Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet Reversible",
            "Sequence Set Sized ValuesView"),
        ["colorsys"] = Words("hls_to_rgb hsv_to_rgb rgb_to_hls rgb_to_hsv rgb_to_yiq yiq_to_rgb"),
        ["contextlib"] = Words(
            "AbstractAsyncContextManager AbstractContextManager AsyncExitStack ContextDecorator ExitStack aclosing",
            "asynccontextmanager closing contextmanager nullcontext redirect_stderr redirect_stdout suppress"),
        ["copy"] = Words("copy deepcopy replace error Error"),
        ["csv"] = Words(
            "Dialect DictReader DictWriter Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC excel excel_tab",
            "field_size_limit get_dialect list_dialects reader register_dialect unix_dialect unregister_dialect writer"),
        ["dataclasses"] = Words(
            "Field FrozenInstanceError InitVar KW_ONLY MISSING asdict astuple dataclass field fields is_dataclass replace"),
        ["datetime"] = Words("date datetime time timedelta timezone tzinfo MINYEAR MAXYEAR UTC"),
        ["decimal"] = Words(
            "BasicContext Clamped Context ConversionSyntax Decimal DecimalException DecimalTuple DefaultContext DivisionByZero",
            "DivisionImpossible DivisionUndefined ExtendedContext FloatOperation HAVE_CONTEXTVAR HAVE_THREADS Inexact InvalidContext",
            "InvalidOperation MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY Overflow ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR",
            "ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP Rounded Subnormal Underflow getcontext localcontext setcontext"),
        ["difflib"] = Words(
            "Differ HtmlDiff IS_CHARACTER_JUNK IS_LINE_JUNK Match SequenceMatcher context_diff diff_bytes get_close_matches ndiff",
            "restore unified_diff"),
        ["enum"] = Words(
            "CONFORM CONTINUOUS EJECT Enum EnumCheck EnumMeta EnumType Flag FlagBoundary IntEnum IntFlag KEEP NAMED_FLAGS ReprEnum",
            "STRICT StrEnum UNIQUE auto global_enum global_enum_repr global_flag_repr global_str member nonmember pickle_by_enum_name",
            "pickle_by_global_name property show_flag_values unique verify"),
        ["fnmatch"] = Words("filter fnmatch fnmatchcase translate"),
        ["fractions"] = Words("Fraction"),
        ["functools"] = Words(
            "WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cache cached_property cmp_to_key lru_cache partial partialmethod reduce",
            "singledispatch singledispatchmethod total_ordering update_wrapper wraps"),
        ["getopt"] = Words("getopt gnu_getopt GetoptError error"),
        ["graphlib"] = Words("CycleError TopologicalSorter"),
        ["hashlib"] = Words(
            "md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 shake_128 shake_256 blake2b blake2s new",
            "pbkdf2_hmac"),
        ["heapq"] = Words("heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest"),
        ["hmac"] = Words("new compare_digest digest HMAC"),
        ["html"] = Words("escape unescape"),
        ["html.entities"] = Words("name2codepoint codepoint2name html5 entitydefs"),
        ["html.parser"] = Words("HTMLParser"),
        ["io"] = Words("StringIO BytesIO TextIOWrapper BufferedReader SEEK_SET SEEK_CUR SEEK_END"),
        ["itertools"] = Words(
            "accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby",
            "islice pairwise permutations product repeat starmap takewhile tee zip_longest"),
        ["json"] = Words("JSONDecodeError JSONDecoder JSONEncoder dump dumps load loads"),
        ["keyword"] = Words("iskeyword issoftkeyword kwlist softkwlist"),
        ["lzma"] = Words("compress decompress LZMAError"),
        ["math"] = Words(
            "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs",
            "factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10",
            "log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt sumprod tan tanh tau trunc ulp"),
        ["numbers"] = Words("Complex Integral Number Rational Real"),
        ["operator"] = Words(
            "abs add call concat contains countOf delitem eq floordiv ge getitem gt iadd iconcat ifloordiv ilshift imatmul imod imul",
            "index indexOf inv invert ipow irshift is_ is_not itemgetter itruediv le length_hint lshift lt matmul mod mul ne neg not_",
            "pos pow rshift setitem truediv truth"),
        ["os"] = Words(
            "path sep linesep pathsep curdir extsep makedirs mkdir remove unlink rmdir getcwd fspath SEEK_SET SEEK_CUR SEEK_END"),
        ["os.path"] = Words(
            "join basename dirname split splitext normpath commonpath commonprefix isabs sep extsep exists isfile isdir"),
        ["pathlib"] = Words("Path PurePath PurePosixPath PureWindowsPath PosixPath"),
        ["pprint"] = Words("PrettyPrinter isreadable isrecursive pformat pp pprint saferepr"),
        ["queue"] = Words("Queue LifoQueue PriorityQueue SimpleQueue Empty Full"),
        ["re"] = Words(
            "A ASCII DOTALL I IGNORECASE L LOCALE M MULTILINE Match NOFLAG Pattern RegexFlag S U UNICODE VERBOSE X compile error",
            "escape findall finditer fullmatch match purge search split sub subn"),
        ["shlex"] = Words("split join quote"),
        ["statistics"] = Words(
            "StatisticsError correlation covariance fmean geometric_mean harmonic_mean linear_regression mean median median_grouped",
            "median_high median_low mode multimode pstdev pvariance quantiles stdev variance"),
        ["string"] = Words(
            "Formatter Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable",
            "punctuation whitespace"),
        ["struct"] = Words("Struct calcsize error iter_unpack pack pack_into unpack unpack_from"),
        ["sys"] = Words(
            "argv stdin stdout stderr exit maxsize maxunicode byteorder float_info int_info hash_info version version_info hexversion",
            "platform implementation setrecursionlimit getrecursionlimit exc_info intern getdefaultencoding getfilesystemencoding",
            "set_int_max_str_digits get_int_max_str_digits"),
        ["textwrap"] = Words("TextWrapper dedent fill indent shorten wrap"),
        ["traceback"] = Words(
            "print_exc format_exc print_exception format_exception format_exception_only print_tb format_tb"),
        ["types"] = Words(
            "SimpleNamespace MappingProxyType GeneratorType MethodType LambdaType NoneType UnionType GenericAlias TracebackType",
            "BuiltinFunctionType EllipsisType NotImplementedType DynamicClassAttribute"),
        ["typing"] = Words(
            "AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO",
            "ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter DefaultDict",
            "Deque Dict Final FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator KeysView List Literal LiteralString",
            "Mapping MappingView Match MutableMapping MutableSequence MutableSet NamedTuple Never NewType NoReturn NotRequired",
            "Optional OrderedDict ParamSpec ParamSpecArgs ParamSpecKwargs Pattern Protocol Required Reversible Self Sequence Set",
            "Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING Text",
            "TextIO Tuple Type TypeAlias TypeAliasType TypeGuard TypeVar TypeVarTuple TypedDict Union Unpack ValuesView assert_never",
            "assert_type cast clear_overloads dataclass_transform final get_args get_origin get_overloads get_protocol_members",
            "is_protocol is_typeddict no_type_check no_type_check_decorator overload override reveal_type runtime_checkable"),
        ["unicodedata"] = Words(
            "UCD bidirectional category combining decimal decomposition digit east_asian_width is_normalized lookup mirrored name",
            "normalize numeric ucd_3_2_0 unidata_version"),
        ["urllib.parse"] = Words(
            "DefragResult DefragResultBytes ParseResult ParseResultBytes SplitResult SplitResultBytes parse_qs parse_qsl quote",
            "quote_from_bytes quote_plus unquote unquote_plus unquote_to_bytes urldefrag urlencode urljoin urlparse urlsplit",
            "urlunparse urlunsplit"),
        ["warnings"] = Words("warn simplefilter filterwarnings catch_warnings"),
        ["xml.etree.ElementTree"] = Words(
            "fromstring fromstringlist tostring tostringlist Element SubElement Comment indent dump XML iselement ParseError"),
        ["zlib"] = Words(
            "DEFLATED DEF_BUF_SIZE DEF_MEM_LEVEL MAX_WBITS ZLIB_RUNTIME_VERSION ZLIB_VERSION Z_BEST_COMPRESSION Z_BEST_SPEED Z_BLOCK",
            "Z_DEFAULT_COMPRESSION Z_DEFAULT_STRATEGY Z_FILTERED Z_FINISH Z_FIXED Z_FULL_FLUSH Z_HUFFMAN_ONLY Z_NO_COMPRESSION",
            "Z_NO_FLUSH Z_PARTIAL_FLUSH Z_RLE Z_SYNC_FLUSH Z_TREES adler32 compress compressobj crc32 decompress decompressobj error"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static FrozenSet<string> Words(params ReadOnlySpan<string> lines) =>
        string.Join(' ', lines!).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
