import Networks
import Tensors
import Testing

/// Twenty steps of every optimiser, and the learning rates of every schedule, beside PyTorch's in double precision.
@Suite struct PeerFixturesOptimisers {
  /// What an optimiser made of two parameters: weight, then bias, after each step.
  struct Trajectory: Decodable, CustomTestStringConvertible {
    let kind: String
    let settings: [String: Double]
    let trajectory: [[Double]]

    var testDescription: String { "\(kind) \(settings.sorted { $0.key < $1.key })" }

    func optimiser(_ parameters: [Parameter]) throws -> any Optimizer {
      let rate = try #require(settings["rate"])
      let weightDecay = settings["weightDecay"] ?? 0
      if kind == "Adam" {
        return Adam(
          parameters, learningRate: rate, betas: (settings["beta1"] ?? 0.9, settings["beta2"] ?? 0.999),
          epsilon: settings["epsilon"] ?? 1e-8, weightDecay: weightDecay)
      }
      return SGD(
        parameters, learningRate: rate, momentum: settings["momentum"] ?? 0,
        nesterov: settings["nesterov"] == 1, weightDecay: weightDecay)
    }
  }

  @Test(arguments: try PeerFixture.read("optimisers.json", as: [Trajectory].self))
  func anOptimiserWalksPyTorchsWay(_ example: Trajectory) throws {
    let names = ["weight", "bias"]
    let shapes: [Shape] = [[2, 3], [2]]
    let parameters = zip(names, shapes).map { Parameter(Formula.tensor("optimiser/\($0)", $1)) }
    let optimiser = try example.optimiser(parameters)
    for (step, expected) in example.trajectory.enumerated() {
      for (parameter, name) in zip(parameters, names) {
        let steady = Formula.tensor("optimiser/\(name)/steady", parameter.shape)
        let fresh = Formula.tensor("optimiser/\(name)/\(step)", parameter.shape)
        parameter.gradient = withoutGradients { (steady + fresh) * 0.5 }
      }
      optimiser.step()
      let values = parameters.flatMap { $0.value.values() }
      // Single precision keeps values of about 1 to 6e-8, and every step rounds anew: twenty of them stay below 2e-6.
      for (value, expected) in zip(values, expected) {
        #expect(abs(Double(value) - expected) < 2e-6, "step \(step)")
      }
    }
  }

  /// The learning rate of each step.
  struct Rates: Decodable, CustomTestStringConvertible {
    let kind: String
    let settings: [String: Double]
    let rates: [Double]

    var testDescription: String { "\(kind) \(settings.sorted { $0.key < $1.key })" }

    func schedule() throws -> any LearningRateSchedule {
      func number(_ name: String) throws -> Double { try #require(settings[name]) }
      switch kind {
      case "StepLR":
        return StepDecay(try number("rate"), every: Int(try number("every")), by: try number("factor"))
      case "CosineAnnealingLR":
        return CosineAnnealing(
          try number("rate"), steps: Int(try number("steps")), end: try number("minimum"))
      default:
        return OneCycle(
          peak: try number("peak"), steps: Int(try number("steps")), warmUp: settings["rise"] ?? 0.3,
          startDivisor: settings["startDivisor"] ?? 25, endDivisor: settings["endDivisor"] ?? 10_000,
          annealing: settings["linear"] == 1 ? .linear : .cosine)
      }
    }
  }

  @Test(arguments: try PeerFixture.read("schedules.json", as: [Rates].self))
  func aScheduleGivesPyTorchsLearningRates(_ example: Rates) throws {
    let schedule = try example.schedule()
    for (step, expected) in example.rates.enumerated() {
      // Both sides compute in double precision, PyTorch step from step: a few roundings apart.
      #expect(abs(schedule.learningRate(at: step) - expected) <= 1e-12, "step \(step)")
    }
  }
}
