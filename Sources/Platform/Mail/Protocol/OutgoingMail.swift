/// A mail on its way to one recipient: an envelope, and the bytes that are in it.
public struct OutgoingMail: Sendable {
  /// Who is told when it cannot be delivered.
  let sender: MailAddress
  let recipient: MailAddress
  let bytes: [UInt8]

  /// - Parameter bytes: what ``MailMessage/bytes()`` has made, now or once.
  public init(from sender: MailAddress, to recipient: MailAddress, bytes: [UInt8]) {
    self.sender = sender
    self.recipient = recipient
    self.bytes = bytes
  }

  /// Ours are not where an address is not, in the envelope or in the header.
  var isASCII: Bool {
    sender.isASCII && recipient.isASCII && bytes.allSatisfy { $0 < 0x80 }
  }

  /// As it is sent between DATA and the final dot (RFC 5321, 4.5.2): each line that begins with a
  /// dot with a second one, each line ended by CRLF.
  ///
  /// Ours begin with none and end so. A bare CR or LF is made a line end all the same: to some
  /// servers it is one, so that a dot behind it could end the mail early and begin another.
  var stuffed: [UInt8] {
    let (cr, lf, dot) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "."))
    var stuffed: [UInt8] = []
    stuffed.reserveCapacity(bytes.count + 2)
    var isAtStart = true
    for (index, byte) in bytes.enumerated() {
      if byte == lf, index > 0, bytes[index - 1] == cr { continue }
      if byte == cr || byte == lf {
        stuffed += [cr, lf]
        isAtStart = true
        continue
      }
      if isAtStart, byte == dot { stuffed.append(dot) }
      stuffed.append(byte)
      isAtStart = false
    }
    return isAtStart ? stuffed : stuffed + [cr, lf]
  }
}
