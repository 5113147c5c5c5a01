// Times training steps, so that they can be set beside another library's, and figures.
//
//     swift run -c release benchmark alexnet --batch-size 64
//     swift run -c release benchmark drawing
//
// The first prints a JSON line for each step, until it is stopped or has done as many as --steps says.
Benchmark.main()
