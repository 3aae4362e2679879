public import Contracts
public import FoundationEssentials

extension String: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension ExactText: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.value(text) }
}

extension Bool: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Int: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.number(String(self)) }
}

extension Int64: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.number(String(self)) }
}

extension Int32: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.number(String(self)) }
}

extension Double: JSONWritable {
  /// JSON knows no infinity and no NaN: they become null.
  public func write(to writer: inout JSONWriter) {
    if isFinite { writer.number(description) } else { writer.null() }
  }
}

extension UUID: JSONWritable {
  /// Lower case, as Postgres and RFC 9562 spell it.
  public func write(to writer: inout JSONWriter) {
    withUnsafeBytes(of: uuid) { raw in
      var text: [UInt8] = []
      text.reserveCapacity(36)
      for (index, byte) in raw.enumerated() {
        if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
        text.append(hexDigit(byte >> 4))
        text.append(hexDigit(byte & 15))
      }
      writer.value(unescaped: text)
    }
  }
}

extension Date: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.value(unescaped: Timestamp.format(self).utf8)
  }
}

extension Money: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.value(unescaped: description.utf8) }
}

extension Array: JSONWritable where Element: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginArray()
    for item in self { item.write(to: &writer) }
    writer.endArray()
  }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    if let self { self.write(to: &writer) } else { writer.null() }
  }
}
