import Testing

@testable import Kernels

@Suite struct ProcessorTests {
  @Test func nameAndFeaturesAreReadFromTheFirstProcessor() {
    let processor = Processor(
      cpuinfo: "processor\t: 0\nmodel name\t: A CPU @ 2 GHz\nflags\t\t: fpu avx2 fma\n\n"
        + "processor\t: 1\nflags\t\t: fpu\n")
    #expect(processor.name == "A CPU @ 2 GHz")
    #expect(processor.features == ["fpu", "avx2", "fma"])
    #expect(Processor(cpuinfo: "").features.isEmpty)
  }

  @Test func theAffinityMaskIsCounted() {
    let status = "Name:\tx\nCpus_allowed:\tff,ffffffff\nCpus_allowed_list:\t0-39\n"
    #expect(Processor.affinity(status: status) == 40)
    #expect(Processor.affinity(status: "Cpus_allowed:\t5\n") == 2)
    #expect(Processor.affinity(status: "Name:\tx\n") == nil)
  }

  @Test func aContainersShareIsRoundedUp() {
    #expect(Processor.quota(cpuMax: "200000 100000\n") == 2)
    #expect(Processor.quota(cpuMax: "150000 100000\n") == 2)
    #expect(Processor.quota(cpuMax: "max 100000\n") == nil)
    #expect(Processor.quota(cpuMax: "") == nil)
    #expect(Processor.quota(cpuMax: "0 100000") == nil)
  }

  @Test func thisProcessMayUseAtLeastOneCore() {
    #expect(Processor.availableCores >= 1)
  }
}
