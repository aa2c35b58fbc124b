using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

internal enum ScriptTokenKind
{
    /// <summary>An identifier or a keyword; of a private member with its <c>#</c>.</summary>
    Name,
    Number,
    String,

    /// <summary>A piece of a template literal between its back quotes and its substitutions.</summary>
    Template,
    RegularExpression,

    /// <summary>Also <c>${</c> and the <c>}</c> that ends a substitution.</summary>
    Punctuator,
    LineComment,
    BlockComment,
}

/// <summary>A token of JavaScript or TypeScript.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="End">Exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int End);
