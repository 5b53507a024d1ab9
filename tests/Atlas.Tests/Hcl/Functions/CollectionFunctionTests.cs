namespace Atlas.Tests.Hcl.Functions;

public sealed class CollectionFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        length | [[1, 2]] | 2
        length | [{"set": [1, 1]}] | 1
        length | [{"a": 1}] | 1
        length | ["abc"] | ! 0: a list, set, tuple or map is required
        empty | [[]] | true
        empty | [{"map": {"a": 1}}] | false
        empty | [1] | ! 0: a list, set, tuple or map is required
        alltrue | [[true, true]] | true
        alltrue | [["true"]] | false
        alltrue | [[]] | true
        alltrue | [true] | ! 0: a list, set or tuple is required
        anytrue | [[false, true]] | true
        anytrue | [["true", null]] | false
        anytrue | [[]] | false
        anytrue | [{}] | ! 0: a list, set or tuple is required
        contains | [["a", "b"], "b"] | true
        contains | [[1], "1"] | false
        contains | [{"list": ["a", null]}, null] | true
        contains | ["ab", "a"] | ! 0: a list, set or tuple is required
        index | [["a", "b"], 1] | "b"
        index | [{"a": 1, "1": 2}, 1] | 2
        index | [["a"], 1] | ! 1: there is no element 1, the collection has 1
        index | [{"a": 1}, "b"] | ! 1: there is no element with the key "b"
        index | [["a"], 0.5] | ! 1: a whole number is required
        index | [{"set": ["a"]}, 0] | ! 0: a list or tuple is required
        element | [["a", "b", "c"], 4] | "b"
        element | [["a", "b", "c"], -1] | "c"
        element | [["a", "b", "c"], -4] | "c"
        element | [[], 0] | ! 0: the list has no elements
        element | [["a"], 0.5] | ! 1: a whole number is required
        one | [["a"]] | "a"
        one | [[]] | null
        one | [{"set": [1, 2]}] | ! 0: none or one element is required, there are 2
        lookup | [{"a": 1}, "a", 2] | 1
        lookup | [{"map": {"a": 1}}, "b", "2"] | 2
        lookup | [{"a": 1}, "b", null] | null
        lookup | [{"a": 1}, "b"] | ! 1: there is no element with the key "b"
        lookup | [{"map": {"a": 1}}, "b", "x"] | ! 2: the default must have the type of the map's elements: a number is required
        chunklist | [["a", "b", "c"], 2] | list[list["a", "b"], list["c"]]
        chunklist | [[], 2] | list[]
        chunklist | [["a"], 0] | ! 1: the size must be at least 1
        chunklist | [[1, true], 1] | ! 0: all list elements must have the same type
        coalescelist | [[], ["a"], ["b"]] | ["a"]
        coalescelist | [null, {"list": [1]}] | list[1]
        coalescelist | [[]] | ! -1: no list with elements is among the arguments
        coalescelist | ["a"] | ! 0: a list or tuple is required
        compact | [["a", "", null, "b"]] | list["a", "b"]
        compact | [[""]] | list[]
        compact | ["a"] | ! 0: a list of string is required
        concat | [{"list": ["a"]}, {"list": ["b"]}] | list["a", "b"]
        concat | [{"list": [1]}, ["b"]] | [1, "b"]
        concat | [["a"], []] | ["a"]
        concat | [] | ! -1: at least one list is required
        concat | [["a"], {"set": ["b"]}] | ! 1: a list or tuple is required
        distinct | [["b", "a", "b"]] | list["b", "a"]
        distinct | [[]] | list[]
        distinct | ["a"] | ! 0: a list of dynamic is required
        flatten | [[[1, [2]], [], {"set": [4, 3]}]] | [1, 2, 3, 4]
        flatten | [[null, {"a": [1]}]] | [null, {a=[1]}]
        flatten | [1] | ! 0: a list, set or tuple is required
        reverse | [[1, "a"]] | ["a", 1]
        reverse | [{"list": [1, 2]}] | list[2, 1]
        reverse | ["ab"] | ! 0: a list, set or tuple is required
        slice | [["a", "b", "c"], 1, 3] | ["b", "c"]
        slice | [{"list": [1, 2]}, 0, 0] | list[]
        slice | [["a"], 2, 2] | ! 1: the start must be from 0 to 1
        slice | [["a"], 1, 0] | ! 2: the end must be from 1 to 1
        slice | [{"set": [1]}, 0, 1] | ! 0: a list or tuple is required
        keys | [{"b": 1, "a": 2}] | ["a", "b"]
        keys | [{"map": {"b": 1, "B": 1}}] | list["B", "b"]
        keys | [[1]] | ! 0: a map or object is required
        values | [{"b": 1, "a": "x"}] | ["x", 1]
        values | [{"map": {"b": 1, "a": 2}}] | list[2, 1]
        values | ["a"] | ! 0: a map or object is required
        merge | [{"a": 1, "b": 2}, {"b": "x"}, null] | {a=1, b="x"}
        merge | [{"map": {"a": 1}}, {"map": {"b": 2}}] | map{a=1, b=2}
        merge | [] | {}
        merge | [{"a": 1}, [1]] | ! 1: a map or object is required
        zipmap | [["a", "b"], [1, "x"]] | {a=1, b="x"}
        zipmap | [["a"], {"list": [1]}] | map{a=1}
        zipmap | [["a"], []] | ! -1: as many values as keys are required: there are 1 keys and 0 values
        zipmap | [[null], [1]] | ! 0: an element of the list is null
        setintersection | [["a", "b"], ["b", "c"]] | set["b"]
        setintersection | [[1, 2], ["2"], ["2"]] | set["2"]
        setintersection | [["a"], 1] | ! 1: a set of dynamic is required
        setunion | [[2, 1], [3, 1]] | set[1, 2, 3]
        setunion | [[], ["a"]] | set["a"]
        setunion | [[1], [true]] | ! -1: the elements of the sets have no common type
        setsubtract | [["a", "b"], ["b"]] | set["a"]
        setsubtract | [["a"], []] | set["a"]
        setsubtract | [1, []] | ! 0: a set of dynamic is required
        setproduct | [["a", "b"], [1, 2]] | list[["a", 1], ["a", 2], ["b", 1], ["b", 2]]
        setproduct | [{"set": ["b", "a"]}, [1]] | set[["a", 1], ["b", 1]]
        setproduct | [[], [1]] | list[]
        setproduct | [[1]] | ! -1: at least two sets are required
        setproduct | [[1, true], [1]] | ! 0: all list elements must have the same type
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_collection_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
