using System.Numerics;
using Atlas.Hcl.Values;
using CsCheck;

namespace Atlas.Tests.Hcl.Values;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.1", "0.1")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-12.25", "-12.25")]
    [InlineData("+3", "3")]
    [InlineData("1e3", "1000")]
    [InlineData("1E-7", "0.0000001")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("123456789.000000000000000000000000000000001", "123456789.000000000000000000000000000000001")]
    [InlineData("1e999999999999999999999", "+Inf")]
    [InlineData("-1e999999999", "-Inf")]
    [InlineData("1e-999999999", "0")]
    public void A_decimal_prints_as_the_shortest_one(string text, string printed) =>
        Assert.Equal(printed, N(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData(" 1")]
    [InlineData("--1")]
    [InlineData("Inf")]
    [InlineData("NaN")]
    [InlineData("١")]
    public void What_is_no_decimal_is_not_read(string text) => Assert.Null(Number.Parse(text));

    // The expected digits come from another program, with exact fractions.
    [Theory]
    [InlineData("1", "3", "0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333335")]
    [InlineData("2", "3", "0.6666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666666667")]
    [InlineData("1e30", "7", "142857142857142857142857142857.14285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285")]
    public void A_quotient_prints_as_many_digits_as_tell_it_apart(string a, string b, string printed) =>
        Assert.Equal(printed, (N(a) / N(b)).ToString());

    [Fact]
    public void A_whole_number_of_more_than_512_bits_prints_its_shortest_digits_and_zeros() => Assert.Equal(
        "41495155688809929585124078636911611510124462322424368999956573296906528114129081463997070489471037942881978866113007891823951510754117753078868748341139637" + new string('0', 26),
        Number.From((BigInteger.One << 600) + 1).ToString());

    [Fact]
    public void Decimal_fractions_add_up_as_in_binary_of_512_bits()
    {
        Assert.Equal(N("0.3"), N("0.1") + N("0.2"));
        Assert.Equal(N("1"), N("1") / N("3") * N("3"));
        Assert.NotEqual(N("1"), N("1") / N("25") * N("25"));
    }

    [Theory]
    [InlineData("6", "4", "1.5")]
    [InlineData("1", "0", "+Inf")]
    [InlineData("-1", "0", "-Inf")]
    [InlineData("1", "1e999999999", "0")]
    public void Division_is_exact_where_it_can_be(string a, string b, string quotient) =>
        Assert.Equal(quotient, (N(a) / N(b)).ToString());

    [Theory]
    [InlineData("-8", "3", "-2")]
    [InlineData("-7", "3", "-1")]
    [InlineData("7", "-3", "1")]
    [InlineData("5", "0", "5")]
    [InlineData("5.5", "2", "1.5")]
    [InlineData("0.3", "0.1", "0")]
    public void A_remainder_has_the_sign_of_the_left(string a, string b, string rest) =>
        Assert.Equal(rest, (N(a) % N(b)).ToString());

    [Fact]
    public void What_no_number_is_throws()
    {
        Assert.Throws<ArithmeticException>(() => Number.Zero / Number.Zero);
        Assert.Throws<ArithmeticException>(() => Number.PositiveInfinity - Number.PositiveInfinity);
        Assert.Throws<ArithmeticException>(() => Number.PositiveInfinity * Number.Zero);
        Assert.Throws<ArithmeticException>(() => Number.PositiveInfinity / Number.NegativeInfinity);
    }

    [Theory]
    [InlineData("1.5", "1", "2", "1")]
    [InlineData("-1.5", "-2", "-1", "-1")]
    [InlineData("4", "4", "4", "4")]
    [InlineData("0.0001", "0", "1", "0")]
    [InlineData("-1e999999999", "-Inf", "-Inf", "-Inf")]
    public void Rounding_to_whole_numbers(string text, string floor, string ceiling, string whole)
    {
        Assert.Equal(floor, N(text).Floor().ToString());
        Assert.Equal(ceiling, N(text).Ceiling().ToString());
        Assert.Equal(whole, N(text).Truncate().ToString());
    }

    [Fact]
    public void Infinities_are_beyond_all_numbers()
    {
        Number[] ordered = [Number.NegativeInfinity, N("-1e70000"), N("-1"), N("0"), N("1e-70000"), N("2"), Number.PositiveInfinity];
        Assert.Equal(ordered, ordered.Reverse().Order());
    }

    [Fact]
    public void Integers_come_back_only_when_whole_and_in_range()
    {
        Assert.Equal(long.MinValue, Number.From(long.MinValue).ToInt64());
        Assert.Null(N("9223372036854775808").ToInt64());
        Assert.Null(N("0.5").ToInt64());
        Assert.Null(Number.PositiveInfinity.ToInt64());
    }

    [Fact]
    public void A_half_bit_goes_to_the_even_neighbour()
    {
        var big = BigInteger.One << 512;
        Assert.Equal(Number.From(big), Number.From(big + 1));
        Assert.Equal(Number.From(big + 4), Number.From(big + 3));
        Assert.Equal(Number.From(big + 4), Number.From(big + 5));
    }

    [Fact]
    public void Doubles_come_back_as_they_were() =>
        Gen.Double.Sample(d => double.IsNaN(d) ? Number.From(d) is null : Number.From(d)!.Value.ToDouble() == d);

    [Fact]
    public void The_nearest_double_is_the_one_the_platform_reads() =>
        Gen.Select(Gen.Long, Gen.Int[-340, 320]).Sample((digits, power) =>
            N($"{digits}e{power}").ToDouble() == double.Parse($"{digits}e{power}", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Printing_and_reading_is_identity() =>
        Quotients.Sample(number => N(number.ToString()) == number);

    [Fact]
    public void A_printed_number_has_no_shorter_form() =>
        Quotients.Where(n => n.ToString().Contains('.')).Sample(number =>
        {
            var text = number.ToString();
            return !text.EndsWith('0') && N(text[..^1]) != number;
        });

    [Fact]
    public void Whole_numbers_calculate_exactly() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
            Number.From(a) + Number.From(b) == Number.From((BigInteger)a + b) &&
            Number.From(a) * Number.From(b) == Number.From((BigInteger)a * b) &&
            Number.From(a).CompareTo(Number.From(b)) == a.CompareTo(b) &&
            (b == 0 || Number.From(a) % Number.From(b) == Number.From((BigInteger)a % b)));

    private static readonly Gen<Number> Quotients =
        Gen.Select(Gen.Long, Gen.Long.Where(b => b != 0), Gen.Int[-90, 90]).Select((a, b, power) => Number.From(a) / Number.From(b) * N($"1e{power}"));

    private static Number N(string text) => Number.Parse(text)!.Value;
}
