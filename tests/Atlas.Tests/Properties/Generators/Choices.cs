namespace Atlas.Tests.Properties.Generators;

/// <summary>A tape of random numbers: what is made of it is a function of the tape, so a shorter tape is a smaller example.</summary>
public sealed class Choices(uint[] tape)
{
    private int at;

    /// <summary>Returns a number from 0 to below a limit; 0 when the tape is over.</summary>
    public int Below(int limit) => at < tape.Length ? (int)(tape[at++] % (uint)limit) : 0;

    /// <summary>Returns true that many times of a hundred; false when the tape is over.</summary>
    public bool Chance(int percent) => at < tape.Length && Below(100) < percent;

    /// <summary>Returns one of the items.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
