import Foundation

/// A library of the system that is opened while the program runs, so that a program which never needs it does not have
/// to have it.
struct SystemLibrary {
  /// What is thrown where the library or one of its functions is missing.
  let missing: DatasetError
  private let handle: UnsafeMutableRawPointer

  /// Opens the first of `names` that the system finds; it stays open for the life of the process.
  ///
  /// - Throws: `missing`, a `DatasetError.libraryMissing`.
  init(_ names: [String], missing: DatasetError) throws(DatasetError) {
    guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      throw missing
    }
    (self.handle, self.missing) = (handle, missing)
  }

  /// The function `name`, whose type in C the caller vouches for.
  ///
  /// - Throws: `missing`, for a library of another version that has no such function.
  func function<Function>(_ name: String, as type: Function.Type = Function.self) throws(DatasetError)
    -> Function
  {
    guard let address = dlsym(handle, name) else { throw missing }
    return unsafeBitCast(address, to: type)
  }
}
