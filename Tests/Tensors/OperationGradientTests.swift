import Testing

@testable import Tensors

@Suite struct OperationGradientTests {
  /// Single precision against double: a handful of roundings of 2⁻²⁴ each, 10⁻⁵ allowed.
  private let tolerance = 1e-5

  @Test(arguments: OperationCase.all)
  func outputsAreTheDefinition(_ test: OperationCase) {
    let inputs = test.inputs(test.shapes)
    let expected = test.definition(inputs.map { $0.values().map(Double.init) }, test.shapes)
    expectClose(test.run(inputs).output.values(), expected, "output")
  }

  /// The definition's gradient by central differences of step 10⁻⁴, whose own error is about 10⁻⁸.
  @Test(arguments: OperationCase.all)
  func gradientsAreCentralDifferencesOfTheDefinition(_ test: OperationCase) {
    let inputs = test.inputs(test.shapes)
    let (output, gradients) = test.run(inputs)
    let weights = OperationCase.weights(output.shape).values().map(Double.init)
    let values = inputs.map { $0.values().map(Double.init) }
    for input in inputs.indices {
      let expected = values[input].indices.map { index in
        let losses = [1e-4, -1e-4].map { step in
          var moved = values
          moved[input][index] += step
          return zip(test.definition(moved, test.shapes), weights).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return (losses[0] - losses[1]) / 2e-4
      }
      #expect(gradients[input] != nil, "input \(input) got no gradient")
      expectClose(gradients[input]?.values() ?? [], expected, "gradient of input \(input)")
    }
  }

  /// Gradients that nobody asked for are not computed: what does not require one gets none, and the others
  /// stay the same.
  @Test(arguments: OperationCase.all)
  func eachInputCanDoWithoutAGradient(_ test: OperationCase) {
    let inputs = test.inputs(test.shapes)
    let all = test.run(inputs).gradients
    for wanted in inputs.indices {
      let parameter = Parameter(inputs[wanted])
      withSeed(7) {
        let output = test.operation(inputs.indices.map { $0 == wanted ? parameter.value : inputs[$0] })
        (output * OperationCase.weights(output.shape)).sum().backward()
      }
      #expect(parameter.gradient?.values() == all[wanted]?.values())
    }
  }

  @Test(arguments: OperationCase.all)
  func aShapeWithoutValuesGivesTheShapeOfTheOutput(_ test: OperationCase) {
    let output = test.operation(test.shapes.map { Tensor(abstract: $0) })
    #expect(output.isAbstract)
    #expect(output.shape == test.run(test.inputs(test.shapes)).output.shape)
  }

  private func expectClose(
    _ actual: [Float], _ expected: [Double], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(actual.count == expected.count, "\(name)", sourceLocation: sourceLocation)
    let typical = (expected.reduce(0) { $0 + $1 * $1 } / Double(max(expected.count, 1))).squareRoot()
    for (value, truth) in zip(actual, expected) {
      #expect(
        abs(Double(value) - truth) <= tolerance * max(abs(truth), typical), "\(name)",
        sourceLocation: sourceLocation)
    }
  }
}
