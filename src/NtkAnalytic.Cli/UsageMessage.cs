using System.CommandLine;

namespace NtkAnalytic.Cli;

/// <summary>One line for a command line that does not parse.</summary>
internal static class UsageMessage
{
    public static string Of(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        bool isRoot = command is RootCommand;
        string help = isRoot ? "ntk --help" : $"ntk {command.Name} --help";
        if (isRoot && parse.UnmatchedTokens.Count == 0 && parse.Tokens.Count == 0)
        {
            return $"no verb was given; '{help}' lists them";
        }

        // A word that nothing knows says more than its consequences, such as a missing command.
        if (parse.UnmatchedTokens.Count > 0)
        {
            string word = parse.UnmatchedTokens[0];
            IEnumerable<string> known = isRoot && !word.StartsWith('-')
                ? command.Subcommands.Select(verb => verb.Name)
                : command.Options.Select(option => option.Name);
            string kind = isRoot && !word.StartsWith('-') ? "verb" : word.StartsWith('-') ? "option" : "argument";
            return $"unknown {kind} '{word}'{NearestNames.Suggest(word, known)}; see '{help}'";
        }

        return $"{parse.Errors[0].Message.TrimEnd('.')}; see '{help}'";
    }
}
