import Foundation
import Testing

@testable import Kernels

/// The two things without which no arithmetic can go on end the program: with a sentence, not with a trap.
@Suite struct EndingTests {
  @Test func memoryThatIsNotThereEndsTheProgramWithOneLine() async throws {
    let outcome = try #require(
      await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
        _ = Memory.reserve(byteCount: 1 << 60)
      })
    let words = String(decoding: outcome.standardErrorContent, as: UTF8.self)
    #expect(words.contains("out of memory: 1152921504606 MB are needed, and there are "), "\(words)")
    #expect(words.contains(" MB; try a smaller batch or network"), "\(words)")
    #expect(words.count { $0 == "\n" } == 1, "\(words)")
  }

  @Test func memoryIsLimitedByTheMachineAndByItsContainer() {
    #expect(MemoryLimit.smallest(machine: 8 << 30, groups: ["", "max\n"]) == 8 << 30)
    #expect(MemoryLimit.smallest(machine: 8 << 30, groups: ["2147483648\n", ""]) == 2 << 30)
    // The first version's word for no limit.
    #expect(MemoryLimit.smallest(machine: 8 << 30, groups: ["", "9223372036854771712\n"]) == 8 << 30)
    // `sysconf` says −1 where it does not know.
    #expect(MemoryLimit.smallest(machine: -1, groups: []) == nil)
  }

  #if os(Linux)
    @Test func aMissingOpenBLASEndsAProgramThatDidNotAskForIt() async throws {
      let outcome = try #require(
        await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
          // A process that may open no more files finds no library.
          var none = rlimit(rlim_cur: 0, rlim_max: 0)
          setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
          let one: [Float] = [1]
          var product: [Float] = [0]
          MatrixProduct.serial(1, 1, 1, a: one, aStride: 1, b: one, bStride: 1, c: &product, cStride: 1)
        })
      let words = String(decoding: outcome.standardErrorContent, as: UTF8.self)
      #expect(words.contains("OpenBLAS was not found") && words.contains("apt-get install"), "\(words)")
      #expect(words.count { $0 == "\n" } == 1, "\(words)")
    }
  #endif

  @Test func anEndingFromAWorkerIsAnEndingToo() async throws {
    let outcome = try #require(
      await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
        parallelFor(8) { if $0 == 7 { endProgram("no more") } }
      })
    #expect(String(decoding: outcome.standardErrorContent, as: UTF8.self).hasSuffix(": no more\n"))
  }
}
