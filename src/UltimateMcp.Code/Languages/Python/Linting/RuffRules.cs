using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>What is known of ruff's rules beyond what a diagnostic says.</summary>
internal static class RuffRules
{
    public const string Complexity = "C901";
    public const string UnusedImport = "F401";
    public const string Syntax = "invalid-syntax";

    private const string Pages = "https://docs.astral.sh/ruff/rules/";

    /// <summary>
    /// Rules whose fix never changes what the program does. Others of ruff's safe fixes do: E711 and E712 call other
    /// operators, F632 compares values in place of identities.
    /// </summary>
    private static readonly FrozenSet<string> Safe = FrozenSet.ToFrozenSet(
        ["F541", "E703", "E713", "E714", "W605", "B009", "B010", UnusedImport], StringComparer.Ordinal);

    /// <summary>Rules, by their first characters.</summary>
    private static readonly string[] Errors = [Syntax, "E9", "F404", "F406", "F407", "F62", "F7", "F82", "PLE"];

    /// <summary>Code and name of each rule that may be selected.</summary>
    private const string Table =
        """
        E401 multiple-imports-on-one-line
        E402 module-import-not-at-top-of-file
        E703 useless-semicolon
        E711 none-comparison
        E712 true-false-comparison
        E713 not-in-test
        E714 not-is-test
        E721 type-comparison
        E722 bare-except
        E731 lambda-assignment
        E741 ambiguous-variable-name
        E742 ambiguous-class-name
        E743 ambiguous-function-name
        W605 invalid-escape-sequence
        C901 complex-structure
        S102 exec-builtin
        S307 suspicious-eval-usage
        S602 subprocess-popen-with-shell-equals-true
        F401 unused-import
        F402 import-shadowed-by-loop-var
        F403 undefined-local-with-import-star
        F404 late-future-import
        F405 undefined-local-with-import-star-usage
        F406 undefined-local-with-nested-import-star-usage
        F407 future-feature-not-defined
        F501 percent-format-invalid-format
        F502 percent-format-expected-mapping
        F503 percent-format-expected-sequence
        F504 percent-format-extra-named-arguments
        F505 percent-format-missing-argument
        F506 percent-format-mixed-positional-and-named
        F507 percent-format-positional-count-mismatch
        F508 percent-format-star-requires-sequence
        F509 percent-format-unsupported-format-character
        F521 string-dot-format-invalid-format
        F522 string-dot-format-extra-named-arguments
        F523 string-dot-format-extra-positional-arguments
        F524 string-dot-format-missing-arguments
        F525 string-dot-format-mixing-automatic
        F541 f-string-missing-placeholders
        F601 multi-value-repeated-key-literal
        F602 multi-value-repeated-key-variable
        F621 expressions-in-star-assignment
        F622 multiple-starred-expressions
        F631 assert-tuple
        F632 is-literal
        F633 invalid-print-syntax
        F634 if-tuple
        F701 break-outside-loop
        F702 continue-outside-loop
        F704 yield-outside-function
        F706 return-outside-function
        F707 default-except-not-last
        F722 forward-annotation-syntax-error
        F811 redefined-while-unused
        F821 undefined-name
        F822 undefined-export
        F823 undefined-local
        F841 unused-variable
        F842 unused-annotation
        F901 raise-not-implemented
        B002 unary-prefix-increment-decrement
        B003 assignment-to-os-environ
        B004 unreliable-callable-check
        B005 strip-with-multi-characters
        B006 mutable-argument-default
        B007 unused-loop-control-variable
        B008 function-call-in-default-argument
        B009 get-attr-with-constant
        B010 set-attr-with-constant
        B011 assert-false
        B012 jump-statement-in-finally
        B013 redundant-tuple-in-exception-handler
        B014 duplicate-handler-exception
        B015 useless-comparison
        B016 raise-literal
        B017 assert-raises-exception
        B018 useless-expression
        B019 cached-instance-method
        B020 loop-variable-overrides-iterator
        B021 f-string-docstring
        B022 useless-contextlib-suppress
        B023 function-uses-loop-variable
        B024 abstract-base-class-without-abstract-method
        B025 duplicate-try-block-exception
        B026 star-arg-unpacking-after-keyword-arg
        B027 empty-method-without-abstract-decorator
        B028 no-explicit-stacklevel
        B029 except-with-empty-tuple
        B030 except-with-non-exception-classes
        B031 reuse-of-groupby-generator
        B032 unintentional-type-annotation
        B033 duplicate-value
        B034 re-sub-positional-args
        B035 static-key-dict-comprehension
        B039 mutable-contextvar-default
        B904 raise-without-from-inside-except
        B905 zip-without-explicit-strict
        B911 batched-without-explicit-strict
        PLE0100 yield-in-init
        PLE0101 return-in-init
        PLE0115 nonlocal-and-global
        PLE0116 continue-in-finally
        PLE0117 nonlocal-without-binding
        PLE0118 load-before-global-declaration
        PLE0237 non-slot-assignment
        PLE0241 duplicate-bases
        PLE0302 unexpected-special-method-signature
        PLE0303 invalid-length-return-type
        PLE0305 invalid-index-return-type
        PLE0307 invalid-str-return-type
        PLE0308 invalid-bytes-return-type
        PLE0309 invalid-hash-return-type
        PLE0604 invalid-all-object
        PLE0605 invalid-all-format
        PLE0643 potential-index-error
        PLE0704 misplaced-bare-raise
        PLE1132 repeated-keyword-argument
        PLE1141 dict-iter-missing-items
        PLE1142 await-outside-async
        PLE1205 logging-too-many-args
        PLE1206 logging-too-few-args
        PLE1300 bad-string-format-character
        PLE1307 bad-string-format-type
        PLE1310 bad-str-strip-call
        PLE1507 invalid-envvar-value
        PLE1519 singledispatch-method
        PLE1520 singledispatchmethod-function
        PLE1700 yield-from-in-async-function
        PLE2502 bidirectional-unicode
        PLE2510 invalid-character-backspace
        PLE2512 invalid-character-sub
        PLE2513 invalid-character-esc
        PLE2514 invalid-character-nul
        PLE2515 invalid-character-zero-width-space
        ASYNC100 cancel-scope-no-checkpoint
        ASYNC105 trio-sync-call
        ASYNC109 async-function-with-timeout
        ASYNC110 async-busy-wait
        ASYNC115 async-zero-sleep
        ASYNC116 long-sleep-not-forever
        ASYNC210 blocking-http-call-in-async-function
        ASYNC212 blocking-http-call-httpx-in-async-function
        ASYNC220 create-subprocess-in-async-function
        ASYNC221 run-process-in-async-function
        ASYNC222 wait-for-process-in-async-function
        ASYNC230 blocking-open-call-in-async-function
        ASYNC240 blocking-path-method-in-async-function
        ASYNC250 blocking-input-in-async-function
        ASYNC251 blocking-sleep-in-async-function
        """;

    internal static readonly FrozenDictionary<string, string> Names = Table.Split('\n')
        .Select(static row => row.Split(' '))
        .ToFrozenDictionary(static row => row[0], static row => row[1], StringComparer.Ordinal);

    /// <summary>The page of a rule; null if its name is not known.</summary>
    public static string? PageOf(string rule) => Names.GetValueOrDefault(rule) is { } name ? Pages + name : null;

    public static bool IsSafe(string rule) => Safe.Contains(rule);

    /// <summary>Whether the code does not compile, or surely fails where it is reached.</summary>
    public static bool IsError(string rule) => Errors.Any(prefix => rule.StartsWith(prefix, StringComparison.Ordinal));
}
