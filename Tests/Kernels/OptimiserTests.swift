import Kernels
import Testing

@Suite struct OptimiserTests {
  /// Ten steps, each of about ten roundings of 2⁻²⁴: 6e-6 of the moments at worst, 1e-5 allowed.
  @Test(arguments: [(0, false), (0.1, false), (0.1, true)])
  func adamEqualsItsReference(weightDecay: Double, decoupled: Bool) {
    let count = 70_001
    var parameter = randomValues(count, seed: 1)
    var (first, second) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
    var exact = (parameter.exact, first.exact, second.exact)
    for step in 1...10 {
      let gradient = randomValues(count, seed: 100 + UInt64(step))
      let update = AdamUpdate(step: step, learningRate: 1e-2, weightDecay: weightDecay, decoupled: decoupled)
      update.apply(
        count, parameter: &parameter, gradient: gradient, firstMoment: &first, secondMoment: &second)
      update.applyReference(
        count, parameter: &exact.0, gradient: gradient.exact, firstMoment: &exact.1, secondMoment: &exact.2)
    }
    expectClose(parameter, exact.0, within: 1e-5, "parameter")
    expectClose(first, exact.1, within: 1e-5, "first moment")
    expectClose(second, exact.2, within: 1e-5, "second moment")
  }

  /// The first step divides the corrected moments g and g², which leaves the gradient's sign: θ − η g / (|g|
  /// + ε).
  @Test func adamsFirstStepIsTheLearningRateAgainstTheGradient() {
    var (parameter, first, second): ([Double], [Double], [Double]) = ([1, 1, 1], [0, 0, 0], [0, 0, 0])
    AdamUpdate(step: 1, learningRate: 0.01).applyReference(
      3, parameter: &parameter, gradient: [2, -0.5, 0], firstMoment: &first, secondMoment: &second)
    #expect(zip(parameter, [0.99, 1.01, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func decoupledDecayShrinksTheParameterEvenWithoutAGradient() {
    var (parameter, first, second): ([Double], [Double], [Double]) = ([2], [0], [0])
    AdamUpdate(step: 1, learningRate: 0.1, weightDecay: 0.5, decoupled: true).applyReference(
      1, parameter: &parameter, gradient: [0], firstMoment: &first, secondMoment: &second)
    #expect(abs(parameter[0] - 2 * (1 - 0.05)) < 1e-12)
  }

  @Test(arguments: [(0, false, 0), (0.9, false, 0.01), (0.9, true, 0.01)])
  func descentEqualsItsReference(momentum: Double, nesterov: Bool, weightDecay: Double) {
    let count = 70_001
    var parameter = randomValues(count, seed: 2)
    var velocity = [Float](repeating: 0, count: count)
    var exact = (parameter.exact, velocity.exact)
    let update = SGDUpdate(
      learningRate: 0.1, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
    for step in 1...10 {
      let gradient = randomValues(count, seed: 200 + UInt64(step))
      if momentum == 0 {
        update.apply(count, parameter: &parameter, gradient: gradient, velocity: nil)
        update.applyReference(count, parameter: &exact.0, gradient: gradient.exact, velocity: nil)
      } else {
        update.apply(count, parameter: &parameter, gradient: gradient, velocity: &velocity)
        update.applyReference(count, parameter: &exact.0, gradient: gradient.exact, velocity: &exact.1)
      }
    }
    expectClose(parameter, exact.0, within: 1e-5, "parameter")
    expectClose(velocity, exact.1, within: 1e-5, "velocity")
  }

  /// By hand: b = 0.5·0 + 1 = 1, then 0.5·1 + 1 = 1.5; plain steps of 1 and 1.5, Nesterov's of 1 + 0.5 and 1
  /// + 0.75.
  @Test func momentumAndNesterovByHand() {
    for (nesterov, end) in [(false, -2.5), (true, -3.25)] {
      var (parameter, velocity): ([Double], [Double]) = ([0], [0])
      let update = SGDUpdate(learningRate: 1, momentum: 0.5, nesterov: nesterov)
      for _ in 0..<2 {
        update.applyReference(1, parameter: &parameter, gradient: [1], velocity: &velocity)
      }
      #expect(parameter == [end])
    }
  }
}
