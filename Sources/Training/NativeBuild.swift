internal import CInstructions

/// What the compiled arithmetic takes for granted.
///
/// This module is compiled for the processor it is built on, like the kernels, so what holds here holds for them.
public enum NativeBuild {
  /// One bit for each group of instructions that may occur, in the order of `instructions.h`.
  ///
  /// A single number, not a list of names: this is read before anyone knows whether the processor can run what is
  /// compiled here, and to return a constant takes no instruction that is younger than the architecture.
  @inline(never)
  public static func instructionMask() -> UInt64 { UInt64(lookbook_built_for) }
}
