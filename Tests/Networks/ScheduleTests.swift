import Networks
import Tensors
import Testing

/// What PyTorch's schedules give is held by the peers' fixtures; here are the properties a reader relies on.
@Suite struct ScheduleTests {
  @Test func aStepDecayKeepsItsRateForAnInterval() {
    let schedule = StepDecay(0.1, every: 30)
    #expect(schedule.learningRate(at: 0) == 0.1)
    #expect(schedule.learningRate(at: 29) == 0.1)
    // 0.1 · 0.1 in double precision is off by one unit in the last place.
    #expect(abs(schedule.learningRate(at: 30) - 0.01) < 1e-17)
    #expect(abs(schedule.learningRate(at: 90) - 1e-4) < 1e-19)
  }

  @Test func aCosineFallsFromItsBeginningToItsEnd() {
    let schedule = CosineAnnealing(0.1, steps: 100, end: 0.02)
    #expect(schedule.learningRate(at: 0) == 0.1)
    #expect(abs(schedule.learningRate(at: 50) - 0.06) < 1e-15)
    #expect(abs(schedule.learningRate(at: 100) - 0.02) < 1e-15)
    for step in 0..<100 { #expect(schedule.learningRate(at: step) > schedule.learningRate(at: step + 1)) }
  }

  @Test func oneCycleRisesToItsPeakAndFallsBelowItsBeginning() {
    let schedule = OneCycle(peak: 0.5, steps: 100)
    let rates = (0..<100).map { schedule.learningRate(at: $0) }
    #expect(abs(rates[0] - 0.02) < 1e-15)
    #expect(rates.firstIndex(of: rates.max() ?? 0) == 29)
    #expect(abs(rates[29] - 0.5) < 1e-15)
    #expect(abs(rates[99] - 0.02 / 10_000) < 1e-15)
    #expect(schedule.learningRate(at: 1000) == rates[99])
  }

  @Test func shortCyclesHaveARateForEveryStep() {
    for steps in 1...5 {
      for warmUp in [0, 0.2, 0.3, 0.5, 1] {
        let schedule = OneCycle(peak: 1, steps: steps, warmUp: warmUp)
        for step in 0..<steps {
          let rate = schedule.learningRate(at: step)
          #expect(rate > 0 && rate <= 1, "\(schedule) at \(step)")
        }
      }
    }
  }

  @Test func anOptimiserFollowsItsSchedule() {
    let parameter = Parameter(Tensor([0], shape: [1]))
    let optimizer = SGD([parameter], learningRate: StepDecay(1, every: 2, by: 0.5))
    var rates: [Double] = []
    for _ in 0..<5 {
      optimizer.step()
      rates.append(optimizer.learningRate)
    }
    #expect(rates == [1, 1, 0.5, 0.5, 0.25])
    optimizer.schedule = nil
    optimizer.learningRate = 3
    optimizer.step()
    #expect(optimizer.learningRate == 3)
  }
}
