import Testing

@testable import Datasets

@Suite("Libraries that are loaded at run time")
struct SystemLibraryTests {
  @Test("Where one is missing, the error says what to install")
  func missing() throws {
    let jpeg = try #require(#expect(throws: DatasetError.self) { try TurboJPEG(["libnowhere.so"]) })
    #expect(
      jpeg.description
        == "libturbojpeg: expected this system library to read JPEG pictures, found none; install it "
        + "with: apt-get install libturbojpeg0 (on Ubuntu libturbojpeg)")
    let archive = try #require(#expect(throws: DatasetError.self) { try LibArchive(["libnowhere.so"]) })
    #expect(archive.description.hasSuffix("install it with: apt-get install libarchive13"))
    // A library of the right name that lacks the functions is none.
    #expect(throws: jpeg) { try TurboJPEG(["libc.so.6"]) }
  }
}
