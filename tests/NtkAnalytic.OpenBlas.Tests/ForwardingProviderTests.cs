using System.Numerics;
using System.Reflection;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

/// <summary>Each member that is not replaced does, to the bit, what the managed provider's member of that name does.</summary>
public class ForwardingProviderTests
{
    private const int Order = 3;

    [Fact]
    public void Double_members_are_forwarded() => AssertForwarded<double>(value => value);

    [Fact]
    public void Single_members_are_forwarded() => AssertForwarded<float>(value => (float)value);

    [Fact]
    public void Complex_members_are_forwarded() => AssertForwarded<Complex>(value => new Complex(value, 0));

    [Fact]
    public void Complex32_members_are_forwarded() => AssertForwarded<Complex32>(value => new Complex32((float)value, 0));

    [Fact]
    public void What_can_be_replaced_is_replaced_by_the_native_provider()
    {
        MethodInfo[] replaceable = [.. typeof(ForwardingProvider).GetMethods().Where(method => method is { IsVirtual: true, IsFinal: false } && method.DeclaringType == typeof(ForwardingProvider))];

        // 14 routines in two precisions.
        Assert.Equal(28, replaceable.Length);
        Assert.All(replaceable, method => Assert.Equal(
            typeof(NativeProvider),
            typeof(NativeProvider).GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)])!.DeclaringType));
    }

    private static void AssertForwarded<T>(Func<double, T> number)
        where T : struct
    {
        var managed = new ManagedLinearAlgebraProvider();
        var forwarding = new OnlyForwarding();
        MethodInfo[] members = typeof(ILinearAlgebraProvider<T>).GetMethods();
        Assert.Equal(28, members.Length);
        foreach (MethodInfo member in members)
        {
            object?[] expectedArguments = Arguments(member, number);
            object?[] actualArguments = Arguments(member, number);

            object? expected = member.Invoke(managed, expectedArguments);
            object? actual = member.Invoke(forwarding, actualArguments);

            Assert.Equal(expected, actual);
            for (int i = 0; i < expectedArguments.Length; i++)
            {
                Assert.True(
                    expectedArguments[i] is not Array array || array.Cast<object>().SequenceEqual(((Array)actualArguments[i]!).Cast<object>()),
                    $"{member.Name}, argument {member.GetParameters()[i].Name}");
            }
        }
    }

    // Square matrices of order 3; the first is symmetric and positive definite, no two arguments are equal.
    private static object?[] Arguments<T>(MethodInfo member, Func<double, T> number) =>
        [.. member.GetParameters().Select((parameter, position) => Argument(parameter, position, number))];

    private static object? Argument<T>(ParameterInfo parameter, int position, Func<double, T> number) => parameter switch
    {
        { ParameterType: var type } when type == typeof(int) => Order,
        { ParameterType: var type } when type == typeof(bool) => true,
        { ParameterType: var type } when type == typeof(int[]) => new[] { 1, 1, 2 },
        { ParameterType: var type } when type == typeof(Norm) => Norm.OneNorm,
        { ParameterType: var type } when type == typeof(Transpose) => position == 0 ? Transpose.Transpose : Transpose.DontTranspose,
        { ParameterType: var type } when type == typeof(QRMethod) => QRMethod.Full,
        { ParameterType: var type } when type == typeof(T) => number(1.5 + position),
        { Name: "vectorEv" } => new Complex[Order],
        { Name: "tau" or "s" } => Enumerable.Range(0, Order).Select(i => number(i + 1)).ToArray(),
        _ => Enumerable.Range(0, Order * Order).Select(i => number((i % (Order + 1) == 0 ? 4 : 1) + (position * 0.25 * i))).ToArray(),
    };

    private sealed class OnlyForwarding : ForwardingProvider;
}
