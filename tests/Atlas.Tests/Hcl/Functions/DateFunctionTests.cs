namespace Atlas.Tests.Hcl.Functions;

public sealed class DateFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        formatdate | ["YYYY-MM-DD hh:mm:ss", "2024-02-03T04:05:06Z"] | "2024-02-03 04:05:06"
        formatdate | ["EEEE EEE D MMMM MMM M YY", "2024-02-03T04:05:06Z"] | "Saturday Sat 3 February Feb 2 24"
        formatdate | ["H HH AA aa h m s", "2024-02-03T16:05:06Z"] | "4 04 PM pm 16 5 6"
        formatdate | ["Z ZZZZ ZZZZZ", "2024-02-03T16:05:06-02:30"] | "-02:30 -0230 -02:30"
        formatdate | ["Z ZZZZ ZZZZZ", "2024-02-03T16:05:06Z"] | "Z +0000 +00:00"
        formatdate | ["'it''s' '' hh'h'", "2024-02-03T16:05:06Z"] | "it's ' 16h"
        formatdate | ["YYY", "2024-02-03T16:05:06Z"] | ! 0: the format has no part "YYY"; put text that stands for itself in single quotes
        formatdate | ["x", "2024-02-03T16:05:06Z"] | ! 0: the format has no part "x"; put text that stands for itself in single quotes
        formatdate | ["'a", "2024-02-03T16:05:06Z"] | ! 0: a quote in the format is never closed
        formatdate | ["YYYY", "2024-02-30T00:00:00Z"] | ! 1: "2024-02-30T00:00:00Z" is no time such as "2006-01-02T15:04:05Z"
        formatdate | ["YYYY", "2024-02-03"] | ! 1: "2024-02-03" is no time such as "2006-01-02T15:04:05Z"
        timeadd | ["2024-02-28T23:30:00Z", "1h30m"] | "2024-02-29T01:00:00Z"
        timeadd | ["2024-01-01T00:00:00+01:00", "-1.5h"] | "2023-12-31T22:30:00+01:00"
        timeadd | ["2024-01-01T00:00:00.999Z", "1ms"] | "2024-01-01T00:00:01Z"
        timeadd | ["2024-01-01T00:00:00Z", "0"] | "2024-01-01T00:00:00Z"
        timeadd | ["2024-01-01T00:00:00Z", "1000us1µs500ns"] | "2024-01-01T00:00:00Z"
        timeadd | ["2024-01-01T00:00:00Z", "1 day"] | ! 1: "1 day" is no duration such as "1h30m" or "-10s"
        timeadd | ["2024-01-01T00:00:00Z", "5"] | ! 1: "5" is no duration such as "1h30m" or "-10s"
        timeadd | ["9999-12-31T23:59:59Z", "1h"] | ! 1: the time is not in the years 1 to 9999
        timeadd | ["now", "1h"] | ! 0: "now" is no time such as "2006-01-02T15:04:05Z"
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_date_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
