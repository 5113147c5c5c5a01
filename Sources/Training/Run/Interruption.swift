import Dispatch
import Foundation
import Synchronization

/// Ctrl-C (and SIGTERM): either the program ends at once, or it finishes the step it is in and saves.
public final class Interruption: Sendable {
  /// What to do about a signal.
  public enum Response: Equatable, Sendable {
    /// End now.
    case stopNow
    /// Let the training loop see ``signal`` at the end of its step.
    case finishStep
  }

  private struct State {
    var hasBegun = false
    var savesFirst = false
    var hasSaved = false
    var signal: Int32?
  }
  private let state = Mutex(State())

  /// Nobody has interrupted anything yet.
  public init() {}

  /// Whether a training has begun: before, there is nothing that could be saved.
  public var hasBegun: Bool {
    get { state.withLock { $0.hasBegun } }
    set { state.withLock { $0.hasBegun = newValue } }
  }

  /// Whether there is something worth saving, and somebody who will.
  public var savesFirst: Bool {
    get { state.withLock { $0.savesFirst } }
    set { state.withLock { $0.savesFirst = newValue } }
  }

  /// Whether a checkpoint of this program's training is on the disk, perhaps an older one than now would give.
  public var hasSaved: Bool {
    get { state.withLock { $0.hasSaved } }
    set { state.withLock { $0.hasSaved = newValue } }
  }

  /// The signal that asked for the end, or `nil` while nobody asked.
  public var signal: Int32? { state.withLock { $0.signal } }

  /// Takes note of a signal. The second one means it: it does not wait for the step.
  public func receive(_ signal: Int32) -> Response {
    state.withLock { state in
      guard state.savesFirst, state.signal == nil else { return .stopNow }
      state.signal = signal
      return .finishStep
    }
  }

  /// Lets this object answer the process's SIGINT and SIGTERM from now on.
  ///
  /// - Parameter handler: called on a thread of its own with the signal and the response; ends the process itself
  ///   where the response is ``Response/stopNow``.
  public func listen(_ handler: @escaping @Sendable (Int32, Response) -> Void) {
    for number in [SIGINT, SIGTERM] {
      // The default action would end the process before anybody could look.
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number, self.receive(number)) }
      source.resume()
      // For the life of the process: the source must not be freed.
      _ = Unmanaged.passRetained(source as AnyObject)
    }
  }
}
