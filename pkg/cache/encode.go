package cache

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
)

// The encoding of values: the same value always has the same bytes, which makes keys of it, and reading it copies no text. A
// value's type is not written: who reads it knows. Numbers are varints; texts, slices and maps begin with their length, which
// for the latter two is one more than it is, and 0 for nil. The fields of a struct follow one another. A pointer begins with
// a byte that is 0 for nil, and a value of no known type with one for its dynamic type.

// dynamic are the types of values that have none in their declaration: what stands in JSON and YAML.
var dynamic = []reflect.Type{
	nil,
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[uint64](), reflect.TypeFor[float64](),
	reflect.TypeFor[string](), reflect.TypeFor[[]any](), reflect.TypeFor[map[string]any](),
}

// encode appends a value. One of a type that cannot be encoded is a mistake of the program.
func encode(data []byte, value any) []byte { return appendValue(data, reflect.ValueOf(value)) }

func appendValue(data []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		data = binary.AppendUvarint(data, uint64(v.Len()))
		return append(data, v.String()...)
	case reflect.Slice:
		return appendSlice(data, v)
	case reflect.Map:
		return appendMap(data, v)
	case reflect.Struct:
		for i := range v.NumField() { //nolint:modernize // Fields describes each field anew, which takes most of the time
			data = appendValue(data, v.Field(i))
		}
		return data
	case reflect.Pointer:
		if v.IsNil() {
			return append(data, 0)
		}
		return appendValue(append(data, 1), v.Elem())
	case reflect.Interface:
		return appendDynamic(data, v)
	}
	return appendScalar(data, v)
}

func appendScalar(data []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(data, 1)
		}
		return append(data, 0)
	case reflect.Int, reflect.Int64:
		return binary.AppendVarint(data, v.Int())
	case reflect.Uint64:
		return binary.AppendUvarint(data, v.Uint())
	case reflect.Float64:
		return binary.BigEndian.AppendUint64(data, math.Float64bits(v.Float()))
	}
	panic(fmt.Sprintf("a %v cannot be encoded", v.Kind()))
}

func appendSlice(data []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(data, 0)
	}
	data = binary.AppendUvarint(data, uint64(v.Len())+1)
	for i := range v.Len() {
		data = appendValue(data, v.Index(i))
	}
	return data
}

// appendMap appends a map with texts as keys, in their order.
func appendMap(data []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(data, 0)
	}
	data = binary.AppendUvarint(data, uint64(v.Len())+1)
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.String() < b.String() {
			return -1
		}
		return 1
	})
	for _, key := range keys {
		data = appendValue(appendValue(data, key), v.MapIndex(key))
	}
	return data
}

func appendDynamic(data []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(data, 0)
	}
	known := slices.Index(dynamic, v.Elem().Type())
	if known < 0 {
		panic(fmt.Sprintf("a %v cannot be encoded", v.Elem().Type()))
	}
	return appendValue(append(data, byte(known)), v.Elem())
}
