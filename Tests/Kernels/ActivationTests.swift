import Kernels
import Testing

@Suite struct ActivationTests {
  @Test(arguments: [1, 15, 16, 100, 70_001])
  func rectificationEqualsTheReference(count: Int) {
    var (input, gradient) = (randomValues(count, seed: 1), randomValues(count, seed: 2))
    input[count / 2] = 0
    if count > 20 { input[17] = .nan }
    gradient[0] = 3
    var (output, expected) = ([Float](repeating: 7, count: count), [Float](repeating: 8, count: count))
    Rectification.forward(count, input: input, output: &output)
    Rectification.Reference.forward(count, input: input, output: &expected)
    #expect(output.map(\.bitPattern) == expected.map(\.bitPattern))
    var (inputGradient, expectedGradient) = (output, expected)
    Rectification.backward(count, output: output, gradient: gradient, inputGradient: &inputGradient)
    Rectification.Reference.backward(
      count, output: expected, gradient: gradient, inputGradient: &expectedGradient)
    #expect(inputGradient == expectedGradient)
  }

  @Test func rectificationsGradientIsItsCentralDifference() {
    // Away from the corner at 0, where there is no derivative to compare with.
    let input = randomValues(40, seed: 3).exact.map { $0 + ($0 < 0 ? -0.01 : 0.01) }
    let weights = randomValues(40, seed: 4).exact
    func output(_ input: [Double]) -> [Double] {
      var output = input
      Rectification.Reference.forward(input.count, input: input, output: &output)
      return output
    }
    var gradient = weights
    Rectification.Reference.backward(40, output: output(input), gradient: weights, inputGradient: &gradient)
    expectGradient(gradient, of: { weighted(output($0), weights) }, at: input, "input")
  }

  @Test(arguments: [(1, 0.5), (31, 0.25), (32, 0.9), (1000, 0), (1000, 1), (50_003, 0.5)])
  func droppingEqualsTheReference(count: Int, probability: Double) {
    let input = randomValues(count, seed: 5)
    let stream = RandomStream(seed: 6, purpose: .dropout, lane: 3)
    var (output, expected) = ([Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count))
    DropoutMask.apply(count, probability: probability, stream: stream, input: input, output: &output)
    DropoutMask.Reference.apply(
      count, probability: probability, stream: stream, input: input, output: &expected)
    #expect(output == expected)
  }

  @Test func droppingPlanesEqualsTheReference() {
    let (planes, plane) = (203, 49)
    let input = randomValues(planes * plane, seed: 7)
    let stream = RandomStream(seed: 8, purpose: .dropout)
    var (output, expected) = (input, input)
    DropoutMask.applyToPlanes(
      planes, of: plane, probability: 0.25, stream: stream, input: input, output: &output)
    DropoutMask.Reference.applyToPlanes(
      planes, of: plane, probability: 0.25, stream: stream, input: input, output: &expected)
    #expect(output == expected)
    for index in 0..<planes {
      let values = output[index * plane..<(index + 1) * plane]
      #expect(values.allSatisfy { $0 == 0 } || values.allSatisfy { $0 != 0 })
    }
  }

  /// Of n values np are dropped, give or take √(np(1 − p)); five of these are exceeded once in two million
  /// seeds.
  @Test(arguments: [0.1, 0.25, 0.5])
  func aShareOfPIsDroppedAndTheMeanStays(probability: Double) {
    let count = 200_000
    let ones = [Float](repeating: 1, count: count)
    var output = ones
    DropoutMask.apply(
      count, probability: probability, stream: RandomStream(seed: 9, purpose: .dropout), input: ones,
      output: &output)
    let dropped = Double(output.count { $0 == 0 })
    let deviation = (Double(count) * probability * (1 - probability)).squareRoot()
    #expect(abs(dropped - Double(count) * probability) < 5 * deviation)
    #expect(output.allSatisfy { $0 == 0 || $0 == Float(1 / (1 - probability)) })
  }
}
