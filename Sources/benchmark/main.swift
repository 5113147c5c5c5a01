// Times training steps, so that they can be set beside another library's.
//
//     swift run -c release benchmark alexnet --batch-size 64
//
// prints a JSON line for each step, until it is stopped or has done as many as --steps says.
Benchmark.main()
