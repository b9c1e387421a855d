package policy

import (
	"context"
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
				if metrics.Read(sample); sample[0].Value.Uint64() > memoryLimit {
					cancel(errMemory)
					return
				}
			}
		}
	}()
	return ctx, func() { cancel(nil) }
}
