import Testing

@testable import Lookbook

@Suite struct ProcessorCheckTests {
  @Test func theProcessorThatBuiltThisCanRunIt() {
    #expect(ProcessorCheck.missingInstructions() == [])
  }

  #if arch(x86_64)
    @Test func aBuildForAnotherProcessorIsRefusedByName() {
      let old = "processor : 0\nflags\t\t: fpu sse4_2 popcnt avx\nprocessor : 1\n"
      let mask: UInt64 = 0b1100  // avx and avx2
      #expect(ProcessorCheck.missingInstructions(mask: mask, cpuinfo: old) == ["avx2"])
    }

    @Test func theBuildKnowsWhatItWasMadeFor() {
      // Swift's own baseline for x86-64 has no AVX: without -march=native the mask would be empty.
      #expect(NativeBuild.instructionMask() != 0)
    }
  #endif

  @Test func aSystemThatSaysNothingIsTrusted() {
    #expect(ProcessorCheck.missingInstructions(mask: .max, cpuinfo: "") == [])
  }
}
