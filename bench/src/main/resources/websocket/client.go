// A client on nhooyr.io/websocket, as Debian packages it. Arguments: server, work, connections, size, warm-up and time in
// milliseconds, messages in a batch, batches ahead.
package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"nhooyr.io/websocket"
)

var (
	server, work      = os.Args[1], os.Args[2]
	connections, size = number(3), number(4)
	warmUp, length    = number(5), number(6)
	batch, ahead      = number(7), number(8)
	measuring, over   int32
	begun             = make(chan bool)
	background        = context.Background()
)

func number(i int) int {
	n, err := strconv.Atoi(os.Args[i])
	check(err)
	return n
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func talk(laps *[]float64) {
	url := server + "/" + strings.ToLower(work)
	conn, _, err := websocket.Dial(background, url, &websocket.DialOptions{CompressionMode: websocket.CompressionDisabled})
	check(err)
	conn.SetReadLimit(1 << 20)
	message := make([]byte, size)
	send := func(count int) {
		for i := 0; i < count; i++ {
			check(conn.Write(background, websocket.MessageBinary, message))
		}
	}
	begun <- true
	start := time.Now()
	switch work {
	case "ECHO":
		send(1)
	case "SINK":
		send(ahead * batch)
	}
	for {
		_, _, err := conn.Read(background)
		check(err)
		now := time.Now()
		if atomic.LoadInt32(&measuring) == 1 {
			*laps = append(*laps, float64(now.Sub(start).Nanoseconds())/1000)
		}
		start = now
		if atomic.LoadInt32(&over) == 1 {
			return
		}
		switch work {
		case "ECHO":
			send(1)
		case "SINK":
			send(batch)
		}
	}
}

func open(count int, laps [][]float64, all *sync.WaitGroup) {
	for done := 0; done < count; done += 500 {
		some := count - done
		if some > 500 {
			some = 500
		}
		for i := 0; i < some; i++ {
			all.Add(1)
			go func(mine *[]float64) {
				defer all.Done()
				talk(mine)
			}(&laps[done+i])
		}
		for i := 0; i < some; i++ {
			<-begun
		}
	}
}

func memory() (heap, resident float64) {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	status, err := os.ReadFile("/proc/self/status")
	check(err)
	kib, err := strconv.ParseFloat(string(regexp.MustCompile(`VmRSS:\s*(\d+)`).FindSubmatch(status)[1]), 64)
	check(err)
	return float64(stats.HeapAlloc + stats.StackInuse), kib * 1024
}

func cpu() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1000
}

func main() {
	laps := make([][]float64, connections)
	var all sync.WaitGroup
	if work == "IDLE" {
		open(100, laps, &all)
		heap, resident := memory()
		more := connections - 100
		open(more, laps, &all)
		heapAfter, residentAfter := memory()
		fmt.Println("heap", (heapAfter-heap)/float64(more))
		fmt.Println("resident", (residentAfter-resident)/float64(more))
		fmt.Println("process", residentAfter)
		return
	}
	open(connections, laps, &all)
	time.Sleep(time.Duration(warmUp) * time.Millisecond)
	used := cpu()
	start := time.Now()
	atomic.StoreInt32(&measuring, 1)
	time.Sleep(time.Duration(length) * time.Millisecond)
	atomic.StoreInt32(&measuring, 0)
	seconds := time.Since(start).Seconds()
	used = cpu() - used
	atomic.StoreInt32(&over, 1)
	all.Wait()
	var sorted []float64
	for _, each := range laps {
		sorted = append(sorted, each...)
	}
	sort.Float64s(sorted)
	fmt.Println("rate", float64(len(sorted))/seconds)
	fmt.Println("cpu", used/float64(len(sorted)))
	fmt.Println("p50", sorted[len(sorted)/2])
	fmt.Println("p99", sorted[len(sorted)*99/100])
}
