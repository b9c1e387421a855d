package policy

import (
	"context"
	"runtime"
	"runtime/metrics"
	"time"
)

// watchMemory gives a context that ends with errMemory when the heap passes memoryLimit. Stop ends the watch.
func watchMemory(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(parent)
	ticker := time.NewTicker(10 * time.Millisecond)
	go func() {
		defer ticker.Stop()
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if heap(sample) <= memoryLimit {
					continue
				}
				runtime.GC() // garbage counts until it is swept, and is nobody's fault
				if heap(sample) > memoryLimit {
					cancel(errMemory)
					return
				}
			}
		}
	}()
	return ctx, func() { cancel(nil) }
}

// heap is the size in bytes of all objects, those included that are not swept yet.
func heap(sample []metrics.Sample) uint64 {
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
