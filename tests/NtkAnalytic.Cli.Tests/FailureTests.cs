using Xunit;

namespace NtkAnalytic.Cli.Tests;

public sealed class FailureTests
{
    [Fact]
    public void A_message_is_one_line_without_the_name_of_a_parameter()
    {
        Exception exception = new AggregateException(new ArgumentException("Too\nlarge.", "order"));
        Assert.Equal((ExitCode.BadInput, "Too large."), Failure.Describe(exception, CancellationToken.None));
    }

    [Fact]
    public void Cancellation_is_told_from_failure()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Equal(ExitCode.Cancelled, Failure.Describe(new OperationCanceledException(), source.Token).Code);
        Assert.Equal(ExitCode.BadInput, Failure.Describe(new OperationCanceledException(), CancellationToken.None).Code);
    }

    [Fact]
    public void What_should_not_happen_asks_for_a_report() =>
        Assert.Contains("please report it: InvalidOperationException: oops", Failure.Describe(new InvalidOperationException("oops"), CancellationToken.None).Message, StringComparison.Ordinal);
}
