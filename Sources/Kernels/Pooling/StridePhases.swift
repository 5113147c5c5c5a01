/// A row of an image cut into its stride's phases, so that a kernel column meets contiguous values.
///
/// With stride 2 a window's first column meets the values 0, 2, 4, … of a row. Reading every second value is
/// slow, so the row is first laid out as 0, 2, 4, … and then 1, 3, 5, …; after that every kernel column reads
/// a run of neighbours, sixteen outputs at a time. The cut costs one pass and is shared by all kernel rows
/// and columns that meet the row. Padding needs no special case: its cells are filled once and never written
/// by `split`.
struct StridePhases {
  let stride: Int
  let padding: Int
  let width: Int
  /// Floats from the start of one phase to the next.
  let phaseLength: Int

  init(_ g: PoolingGeometry) {
    stride = g.strideWidth
    padding = g.paddingWidth
    width = g.inputWidth
    // A block of sixteen outputs may begin at the last output and reach past it by fifteen.
    let read = (g.outputWidth + 15) / 16 * 16 + (g.kernelWidth - 1) / stride
    let written = (width + padding + stride - 1) / stride + 1
    phaseLength = (max(read, written) + 15) / 16 * 16
  }

  /// Floats that one row takes.
  var rowLength: Int { stride * phaseLength }

  /// Calls `body` with each kernel column and where the values under it begin, for the first output of the row.
  @inline(__always)
  func forEachKernelColumn(_ count: Int, _ body: (_ column: Int, _ start: Int) -> Void) {
    var (phase, start) = (0, 0)
    for column in 0..<count {
      body(column, start)
      phase &+= 1
      start &+= phaseLength
      // After the last phase comes the first again, one value on.
      if phase == stride { (phase, start) = (0, start &- rowLength &+ 1) }
    }
  }

  /// Cuts one row of the image into phases.
  @inline(__always)
  func split(_ row: UnsafePointer<Float>, into phases: UnsafeMutablePointer<Float>) {
    if stride == 2 {
      splitPairs(row, even: phases + position(0), odd: phases + position(1))
      return
    }
    for residue in 0..<min(stride, width) {
      let phase = phases + position(residue)
      for step in 0..<(width - residue + stride - 1) / stride { phase[step] = row[residue + step * stride] }
    }
  }

  /// Puts a row cut into phases back together.
  @inline(__always)
  func join(_ phases: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
    if stride == 2 {
      joinPairs(even: phases + position(0), odd: phases + position(1), into: row)
      return
    }
    for residue in 0..<min(stride, width) {
      let phase = phases + position(residue)
      for step in 0..<(width - residue + stride - 1) / stride { row[residue + step * stride] = phase[step] }
    }
  }

  /// Stride 2, the usual one: the widest vector that fits takes its even and odd lanes apart.
  @inline(__always)
  private func splitPairs(
    _ row: UnsafePointer<Float>, even: UnsafeMutablePointer<Float>, odd: UnsafeMutablePointer<Float>
  ) {
    let pairs = width / 2
    if width % 2 == 1 { even[pairs] = row[width - 1] }
    if pairs >= 8 {
      forEachOverlappingRun(of: 8, in: pairs) { pair in
        let values = row.vector(at: 2 * pair)
        UnsafeMutableRawPointer(even + pair).storeBytes(of: values.evenHalf, as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(odd + pair).storeBytes(of: values.oddHalf, as: SIMD8<Float>.self)
      }
    } else if pairs >= 4 {
      forEachOverlappingRun(of: 4, in: pairs) { pair in
        let values = UnsafeRawPointer(row + 2 * pair).loadUnaligned(as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(even + pair).storeBytes(of: values.evenHalf, as: SIMD4<Float>.self)
        UnsafeMutableRawPointer(odd + pair).storeBytes(of: values.oddHalf, as: SIMD4<Float>.self)
      }
    } else {
      for pair in 0..<pairs { (even[pair], odd[pair]) = (row[2 * pair], row[2 * pair + 1]) }
    }
  }

  /// The way back: even and odd lanes become neighbours again.
  @inline(__always)
  private func joinPairs(
    even: UnsafePointer<Float>, odd: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>
  ) {
    let pairs = width / 2
    if width % 2 == 1 { row[width - 1] = even[pairs] }
    if pairs >= 8 {
      forEachOverlappingRun(of: 8, in: pairs) { pair in
        var values = Vector()
        values.evenHalf = UnsafeRawPointer(even + pair).loadUnaligned(as: SIMD8<Float>.self)
        values.oddHalf = UnsafeRawPointer(odd + pair).loadUnaligned(as: SIMD8<Float>.self)
        row.store(values, at: 2 * pair)
      }
    } else {
      for pair in 0..<pairs { (row[2 * pair], row[2 * pair + 1]) = (even[pair], odd[pair]) }
    }
  }

  /// Where the values of columns `residue`, `residue + stride`, … of the image are kept.
  @inline(__always)
  private func position(_ residue: Int) -> Int {
    (residue + padding) % stride * phaseLength + (residue + padding) / stride
  }
}
