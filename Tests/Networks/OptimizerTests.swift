import Networks
import Tensors
import Testing

/// Σ (θ − target)², whose gradient 2(θ − target) is known.
private func distance(_ parameter: Parameter, _ target: Tensor) -> Tensor {
  let difference = parameter.value - target
  return (difference * difference).sum()
}

@Suite struct OptimizerTests {
  @Test func everyOptimiserReachesTheMinimumOfABowl() {
    let target = Tensor([1, -2, 3], shape: [3])
    let makers: [([Parameter]) -> any Optimizer] = [
      { Adam($0, learningRate: 0.1) },
      { SGD($0, learningRate: 0.1) },
      { SGD($0, learningRate: 0.02, momentum: 0.9) },
      { SGD($0, learningRate: 0.02, momentum: 0.9, nesterov: true) },
    ]
    for make in makers {
      let parameter = Parameter(Tensor([5, 5, 5], shape: [3]))
      let optimizer = make([parameter])
      for _ in 0..<400 {
        optimizer.zeroGradients()
        distance(parameter, target).backward()
        optimizer.step()
      }
      // After 400 steps the slowest of these, momentum with √0.9 a step, has come within 8 · 0.9^200 < 1e-8.
      for (value, wanted) in zip(parameter.value.values(), target.values()) {
        #expect(abs(value - wanted) < 1e-3, "\(optimizer)")
      }
      #expect(optimizer.stepCount == 400)
    }
  }

  @Test func adamsFirstStepHasTheLengthOfTheLearningRate() {
    let parameter = Parameter(Tensor([1, 1], shape: [2]))
    let optimizer = Adam([parameter], learningRate: 0.01)
    distance(parameter, Tensor([0, 3], shape: [2])).backward()
    optimizer.step()
    // m̂ / √v̂ = g / |g|: the sign of the gradient, whatever its size; a rounding of 1.0 is 6e-8.
    #expect(abs(parameter.value.values()[0] - 0.99) < 2e-7)
    #expect(abs(parameter.value.values()[1] - 1.01) < 2e-7)
  }

  @Test func decoupledDecayShrinksTheWeightItselfAndLeavesTheMomentsAlone() {
    func first(decoupled: Bool) -> (weight: Float, state: [(name: String, value: StoredValue)]) {
      let parameter = Parameter(Tensor([4], shape: [1]))
      let optimizer = Adam([parameter], learningRate: 0.1, weightDecay: 0.5, decoupled: decoupled)
      distance(parameter, Tensor([3], shape: [1])).backward()
      optimizer.step()
      return (parameter.value.item(), optimizer.state)
    }
    // 4 · (1 − 0.1 · 0.5) − 0.1 against 4 − 0.1, the gradient's sign being all that counts; roundings of 4 are 5e-7.
    #expect(abs(first(decoupled: true).weight - 3.7) < 1e-6)
    #expect(abs(first(decoupled: false).weight - 3.9) < 1e-6)
    // m = 0.1 · g, where g is 2 · (4 − 3), and 0.5 · 4 more with the penalty.
    for (decoupled, gradient) in [(true, Float(2)), (false, 4)] {
      guard case .tensor(let mean) = first(decoupled: decoupled).state[2].value else { continue }
      #expect(abs(mean.item() - 0.1 * gradient) < 1e-6)
    }
  }

  @Test func aParameterWithoutAGradientStaysAndKeepsItsOwnCount() {
    let (used, unused) = (Parameter(Tensor([1], shape: [1])), Parameter(Tensor([1], shape: [1])))
    let optimizer = Adam([used, unused], learningRate: 0.1, weightDecay: 0.1)
    distance(used, .zeros([1])).backward()
    optimizer.step()
    #expect(unused.value.item() == 1)
    #expect(used.value.item() != 1)
    #expect(optimizer.state.map(\.name) == ["step", "0.step", "0.exp_avg", "0.exp_avg_sq"])
  }

  @Test func momentsAreMadeAtTheFirstStepAndNoSooner() {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let model = FashionDNN()
      let optimizer = Adam(model.parameters())
      #expect(pool.statistics.reservations == 0)
      #expect(optimizer.state.count == 1)
    }
  }

  @Test func aParameterThatIsGivenTwiceIsChangedOnce() {
    let parameter = Parameter(Tensor([1], shape: [1]))
    let optimizer = SGD([parameter, parameter], learningRate: 0.25)
    distance(parameter, .zeros([1])).backward()
    optimizer.step()
    #expect(parameter.value.item() == 0.5)
  }

  @Test func gradientsAddUpUntilTheyAreZeroed() {
    let parameter = Parameter(Tensor([1], shape: [1]))
    let optimizer = SGD([parameter])
    for _ in 0..<2 { distance(parameter, .zeros([1])).backward() }
    #expect(parameter.gradient?.item() == 4)
    optimizer.zeroGradients()
    #expect(parameter.gradient == nil)
  }

  @Test(arguments: ["Adam", "SGD"]) func aRunGoesOnFromItsStateToTheBit(name: String) throws {
    func make(_ parameters: [Parameter]) -> any Optimizer {
      let schedule = CosineAnnealing(0.1, steps: 20)
      return name == "Adam"
        ? Adam(parameters, learningRate: schedule, weightDecay: 0.01)
        : SGD(parameters, learningRate: schedule, momentum: 0.9)
    }
    func train(_ parameter: Parameter, _ optimizer: any Optimizer, steps: Int) {
      for _ in 0..<steps {
        optimizer.zeroGradients()
        distance(parameter, Tensor([1, -2, 3], shape: [3])).backward()
        optimizer.step()
      }
    }
    let start = Tensor([5, 4, 3], shape: [3])
    let whole = Parameter(start)
    train(whole, make([whole]), steps: 12)

    let first = Parameter(start)
    let firstOptimizer = make([first])
    train(first, firstOptimizer, steps: 5)
    let second = Parameter(first.value)
    let secondOptimizer = make([second])
    try secondOptimizer.load(firstOptimizer.state, from: "checkpoint")
    // What was saved stays as it was, although training goes on.
    train(first, firstOptimizer, steps: 3)
    train(second, secondOptimizer, steps: 7)
    #expect(second.value.values() == whole.value.values())
    #expect(secondOptimizer.learningRate == CosineAnnealing(0.1, steps: 20).learningRate(at: 11))
  }

  @Test func aStateThatDoesNotFitIsRefusedAndChangesNothing() throws {
    let parameter = Parameter(Tensor([1, 2], shape: [2]))
    let optimizer = Adam([parameter])
    distance(parameter, .zeros([2])).backward()
    optimizer.step()
    let good = optimizer.state
    func with(_ name: String, _ value: StoredValue) -> [(name: String, value: StoredValue)] {
      good.map { $0.name == name ? (name, value) : $0 }
    }
    let faults: [([(name: String, value: StoredValue)], WeightFileError)] = [
      (Array(good.dropFirst()), .missing(path: "c", name: "step", expected: "the number of steps taken")),
      (Array(good.dropLast()), .missing(path: "c", name: "0.exp_avg_sq", expected: "F32 [2]")),
      (good + [("1.step", .integer(1))], .unexpected(path: "c", name: "1.step", found: "I64 []")),
      (good + [("step", .integer(1))], .duplicate(path: "c", name: "step")),
      (
        with("0.exp_avg", .tensor(.zeros([3]))),
        .mismatch(path: "c", name: "0.exp_avg", expected: "F32 [2]", found: "F32 [3]")
      ),
      (
        with("0.step", .tensor(.zeros([]))),
        .mismatch(path: "c", name: "0.step", expected: "one I64 number from 0 on", found: "F32 []")
      ),
      (
        with("step", .integer(-1)),
        .mismatch(path: "c", name: "step", expected: "one I64 number from 0 on", found: "I64 []")
      ),
    ]
    for (state, error) in faults {
      #expect(throws: error) { try optimizer.load(state, from: "c") }
      #expect(optimizer.stepCount == 1)
      #expect(optimizer.state.map(\.name) == good.map(\.name))
    }
  }
}
