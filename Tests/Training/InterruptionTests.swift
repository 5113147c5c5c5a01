import Foundation
import Testing

@testable import Training

@Suite struct InterruptionTests {
  @Test func withNothingToSaveTheFirstSignalEndsTheProgram() {
    let interruption = Interruption()
    #expect(interruption.receive(SIGINT) == .stopNow)
    #expect(interruption.signal == nil)
  }

  @Test func withACheckpointTheFirstSignalWaitsForTheStepAndTheSecondDoesNot() {
    let interruption = Interruption()
    interruption.savesFirst = true
    #expect(interruption.receive(SIGTERM) == .finishStep)
    #expect(interruption.signal == SIGTERM)
    #expect(interruption.receive(SIGINT) == .stopNow)
  }
}
