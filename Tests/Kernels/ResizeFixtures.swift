// Made by Tests/Peers/resize_fixtures.py with Pillow 13.0.0 and torchvision 0.29.2.

/// What Pillow makes of the formula picture of this size: FNV-1a of the bytes, channel by channel.
struct ResizeFixture: Sendable {
  let channels, height, width, outputHeight, outputWidth: Int
  let checksum: UInt64

  static let all: [ResizeFixture] = [
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 227, outputWidth: 227,
      checksum: 0x2F6C11CA06E0E1C0),
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 227, outputWidth: 227,
      checksum: 0x2F6C11CA06E0E1C0),
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 56, outputWidth: 56,
      checksum: 0x6E743F5D1E27D07E),
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 14, outputWidth: 14,
      checksum: 0xCD23FF90AD810E23),
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 28, outputWidth: 40,
      checksum: 0xA015C8CF57024E4B),
    ResizeFixture(
      channels: 1, height: 28, width: 28, outputHeight: 40, outputWidth: 28,
      checksum: 0x9BBC25ADF054E760),
    ResizeFixture(
      channels: 1, height: 37, width: 53, outputHeight: 20, outputWidth: 61,
      checksum: 0x9EB7B70869E56F12),
    ResizeFixture(
      channels: 1, height: 37, width: 53, outputHeight: 19, outputWidth: 27,
      checksum: 0xED9D7301C1706B86),
    ResizeFixture(
      channels: 1, height: 64, width: 48, outputHeight: 7, outputWidth: 5,
      checksum: 0x964C3643B30BB2B3),
    ResizeFixture(
      channels: 1, height: 1, width: 1, outputHeight: 3, outputWidth: 17,
      checksum: 0x99F962DA01391529),
    ResizeFixture(
      channels: 1, height: 300, width: 200, outputHeight: 227, outputWidth: 227,
      checksum: 0xDD636F99A9D30C90),
    ResizeFixture(
      channels: 3, height: 128, width: 128, outputHeight: 32, outputWidth: 32,
      checksum: 0xC24FB2CBFBB4C403),
    ResizeFixture(
      channels: 3, height: 45, width: 31, outputHeight: 64, outputWidth: 64,
      checksum: 0xB1AAF9440D33CB36),
  ]
}
