/// Stops the program with `message` when the calling code made a mistake, a shape that does not fit for
/// instance.
///
/// This takes the place of the standard library's function of the same name in every file that imports
/// Kernels. Compiled with optimisation, as kernels always are, the standard one stops without a word; this
/// one says what was wrong.
@inlinable @inline(__always)
public func precondition(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String = "",
  file: StaticString = #fileID,
  line: UInt = #line
) {
  if !condition() { preconditionFailure(message(), file: file, line: line) }
}

/// Stops the program with `message`: a place that only a mistake in the calling code reaches.
@inlinable @inline(never)
public func preconditionFailure(
  _ message: @autoclosure () -> String = "", file: StaticString = #fileID, line: UInt = #line
) -> Never {
  fatalError(message(), file: file, line: line)
}
