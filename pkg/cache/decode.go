package cache

import (
	"encoding/binary"
	"errors"
	"math"
	"reflect"
)

var errDamaged = errors.New("the entry is damaged")

// decode reads what encode wrote into what value points to, of the same type.
func decode(data []byte, value any) error {
	r := &reader{data: data, text: string(data)}
	r.value(reflect.ValueOf(value).Elem())
	if r.wrong || r.at != len(data) {
		return errDamaged
	}
	return nil
}

// reader reads an entry. After something that makes no sense all that it gives is zero.
type reader struct {
	data  []byte
	text  string // the same bytes, of which all texts are parts
	at    int
	wrong bool
}

func (r *reader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.string())
	case reflect.Slice:
		r.slice(v)
	case reflect.Map:
		r.mapping(v)
	case reflect.Struct:
		for i := range v.NumField() { //nolint:modernize // as in appendValue
			r.value(v.Field(i))
		}
	case reflect.Pointer:
		if r.byte() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			r.value(v.Elem())
		}
	case reflect.Interface:
		if known := int(r.byte()); known > 0 && known < len(dynamic) {
			held := reflect.New(dynamic[known]).Elem()
			r.value(held)
			v.Set(held)
		}
	default:
		r.scalar(v)
	}
}

func (r *reader) scalar(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.byte() == 1)
	case reflect.Int, reflect.Int64:
		n, size := binary.Varint(r.data[r.at:])
		r.skipNumber(size)
		v.SetInt(n)
	case reflect.Uint64:
		v.SetUint(r.uvarint())
	case reflect.Float64:
		if start := r.at; r.skip(8) {
			v.SetFloat(math.Float64frombits(binary.BigEndian.Uint64(r.data[start:])))
		}
	default:
		r.wrong = true
	}
}

func (r *reader) slice(v reflect.Value) {
	length, ok := r.length()
	if !ok {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), length, length))
	for i := range length {
		r.value(v.Index(i))
	}
}

func (r *reader) mapping(v reflect.Value) {
	length, ok := r.length()
	if !ok {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), length))
	for range length {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		r.value(key)
		r.value(value)
		v.SetMapIndex(key, value)
	}
}

// length reads the length of a slice or map that is not nil. Each element takes a byte at least.
func (r *reader) length() (int, bool) {
	length := r.uvarint()
	if length > uint64(len(r.data)-r.at)+1 {
		r.wrong = true
	}
	return int(length) - 1, length > 0 && !r.wrong
}

func (r *reader) string() string {
	length := r.uvarint()
	if length > uint64(len(r.data)) {
		r.wrong = true
		return ""
	}
	start := r.at
	if !r.skip(int(length)) {
		return ""
	}
	return r.text[start:r.at]
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.data[r.at:])
	r.skipNumber(size)
	return n
}

func (r *reader) byte() byte {
	start := r.at
	if !r.skip(1) {
		return 0
	}
	return r.data[start]
}

// skipNumber moves on behind a number. One that makes no sense has no size, or less.
func (r *reader) skipNumber(size int) {
	if size <= 0 {
		size = len(r.data) + 1
	}
	r.skip(size)
}

func (r *reader) skip(size int) bool {
	if size > len(r.data)-r.at {
		r.wrong = true
		r.at = len(r.data)
		return false
	}
	r.at += size
	return true
}
