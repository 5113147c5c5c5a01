import Tensors

/// Changes parameters so that a loss becomes smaller, by the gradients that `backward()` has left in them.
///
///     optimizer.zeroGradients()
///     let loss = crossEntropy(model(batch.images), batch.labels)
///     loss.backward()
///     optimizer.step()
public protocol Optimizer: AnyObject {
  /// What is being learned, each parameter once.
  var parameters: [Parameter] { get }

  /// How far one step goes. With a ``schedule`` every step sets it anew.
  var learningRate: Double { get set }

  /// The learning rate of each step; nil to leave ``learningRate`` as it is.
  var schedule: (any LearningRateSchedule)? { get set }

  /// How many steps were taken.
  var stepCount: Int { get }

  /// Changes every parameter that has a gradient. One without, because it took no part in the loss, stays as
  /// it is.
  func step()

  /// What a checkpoint keeps so that training can go on to the bit: the number of steps, and for each
  /// parameter, by its number in ``parameters``, the moments under PyTorch's names (`3.exp_avg`).
  var state: [(name: String, value: StoredValue)] { get }

  /// Goes on from a ``state`` that another run has left. Nothing changes unless all of it fits.
  ///
  /// - Parameter source: the file that it comes from, for the message
  func load(_ state: [(name: String, value: StoredValue)], from source: String) throws(WeightFileError)
}

extension Optimizer {
  /// Forgets the gradients of the last step; without this they add up.
  public func zeroGradients() {
    for parameter in parameters { parameter.gradient = nil }
  }

  /// Each parameter once, in order. An optimiser without parameters is a mistake that would otherwise show as
  /// a network that does not learn.
  static func checked(_ parameters: [Parameter]) -> [Parameter] {
    precondition(!parameters.isEmpty, "\(Self.self): there are no parameters to learn")
    var seen: Set<ObjectIdentifier> = []
    return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// Stops when a setting is negative, infinite or not a number.
  static func require(_ value: Double, _ name: String) {
    precondition(value >= 0 && value.isFinite, "\(Self.self): \(name) is a number from 0 on, found \(value)")
  }
}
