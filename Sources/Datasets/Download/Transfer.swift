import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why a mirror did not deliver a file.
enum MirrorFailure: Error {
  /// No connection was made: no network, no such host, a connection refused, or none in time.
  case unreachable(String)
  /// The mirror is there and did not give the file: no answer, a web page, too short, too long, another digest.
  case wrong(String)
  /// The answer could not be kept.
  case local(DatasetError)
}

/// One file on its way from one mirror into a temporary file, hashed and counted as it comes.
///
/// The delegate's methods run one after the other on the session's queue; the calling thread looks at what
/// they left only after `finished`.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let destination: String
  private let wanted: RemoteFile
  private let onBytes: @Sendable (_ received: Int, _ announced: Int) -> Void
  private let answered = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)

  private var file: PartialFile?
  private var digester: Digest?
  private var received = 0
  /// The size that the server announces; -1 if it does not.
  private var announced = -1
  private var failure: MirrorFailure?

  private init(
    _ wanted: RemoteFile, destination: String,
    onBytes: @escaping @Sendable (_ received: Int, _ announced: Int) -> Void
  ) {
    (self.wanted, self.destination, self.onBytes) = (wanted, destination, onBytes)
  }

  /// Fetches `url`, which must be `wanted`, to `destination`, and waits for it.
  ///
  /// Each file has a session of its own: its delegate knows one file, and four connections cost less than a second.
  ///
  /// - Parameter onBytes: called with the bytes received so far and those announced in all, from another thread.
  static func fetch(
    _ url: URL, _ wanted: RemoteFile, to destination: String, patience: Patience,
    onBytes: @escaping @Sendable (_ received: Int, _ announced: Int) -> Void
  ) throws(MirrorFailure) {
    let transfer = Transfer(wanted, destination: destination, onBytes: onBytes)
    let configuration = URLSessionConfiguration.ephemeral
    // Between two packets; the start has its own, shorter limit below.
    configuration.timeoutIntervalForRequest = 30
    let session = URLSession(configuration: configuration, delegate: transfer, delegateQueue: nil)
    var request = URLRequest(url: url)
    // The digest is that of the packed file: no server shall unpack or pack it on the way.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    let start = DispatchTime.now()
    let probe = ConnectionProbe(url, seconds: patience.connecting)
    session.dataTask(with: request).resume()
    defer { session.invalidateAndCancel() }

    if transfer.answered.wait(timeout: start + patience.connecting) != .success {
      // A name look-up cannot always be cancelled, so its end is not waited for.
      guard probe.isConnected else { throw .unreachable("no connection within \(patience.connecting) s") }
      guard transfer.answered.wait(timeout: start + patience.answering) == .success else {
        throw .wrong("it took the connection and sent no answer within \(patience.answering) s")
      }
    }
    transfer.finished.wait()
    do throws(MirrorFailure) {
      try transfer.keep()
    } catch {
      // Its temporary file goes now, not when the session lets go of its delegate.
      transfer.file = nil
      // A connection that was made and broke before the answer, or whose certificate is another's, is no missing
      // network.
      if case .unreachable(let reason) = error, probe.isConnected { throw .wrong(reason) }
      throw error
    }
  }

  /// How much has come, "100 of 1716 bytes".
  private var progress: String {
    let total = wanted.byteCount ?? announced
    return total >= 0 ? "\(received) of \(total) bytes" : "\(received) bytes"
  }

  private func keep() throws(MirrorFailure) {
    if let failure { throw failure }
    guard let file, let digester, received == wanted.byteCount ?? received else {
      throw .wrong("the answer ended after \(progress)")
    }
    let digest = digester.finish()
    guard digest == wanted.digest else {
      throw .wrong("the answer's \(wanted.algorithm.name) is \(digest), expected \(wanted.digest)")
    }
    do { try file.commit() } catch { throw .local(error) }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 200
    if status != 200 {
      failure = .wrong("the answer was HTTP status \(status)")
    } else if response.mimeType == "text/html" {
      failure = .wrong("the answer was a web page")
    } else {
      announced = Int(response.expectedContentLength)
      do throws(DatasetError) {
        digester = try Digest(wanted.algorithm)
        file = try PartialFile(destination: destination)
      } catch {
        failure = .local(error)
      }
    }
    answered.signal()
    completionHandler(failure == nil ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard failure == nil else { return }
    received += data.count
    if let size = wanted.byteCount, received > size {
      failure = .wrong("the answer is longer than \(size) bytes")
      return dataTask.cancel()
    }
    data.withUnsafeBytes { bytes in
      do throws(DatasetError) {
        try file?.append(bytes)
        digester?.update(bytes)
      } catch {
        failure = .local(error)
        dataTask.cancel()
      }
    }
    onBytes(received, announced)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if let error, failure == nil {
      failure =
        file == nil
        ? .unreachable(error.localizedDescription)
        : .wrong("the connection broke after \(progress)")
    }
    answered.signal()
    finished.signal()
  }
}
