import Contracts
import HTTPTypes
public import Hummingbird
import NIOCore

/// A page of a list as CSV.
///
/// - Parameters:
///   - columns: the names in the header line.
///   - lines: a cell for each column.
///   - name: of the file, without its ending.
///   - cursor: where the next page is; the header `Link` (RFC 8288) leads there.
///   - request: says the reader's language and what the next page is asked for with.
public func csv(
  _ columns: [String], _ lines: [[CSV.Cell]], named name: String, next cursor: String?,
  for request: Request
) -> Response {
  let language = Language(acceptLanguage: request.headers[.acceptLanguage])
  var table = CSV(columns: columns, for: language)
  for line in lines { table.append(line) }
  var headers: HTTPFields = [
    .contentType: "text/csv; charset=utf-8; header=present",
    .contentDisposition: "attachment; filename=\"\(name).csv\"",
    .contentLanguage: language.rawValue,
    .vary: "Accept, Accept-Language",
  ]
  if let cursor { headers[.link] = nextLink(request, cursor) }
  return Response(
    status: .ok, headers: headers,
    body: ResponseBody(byteBuffer: ByteBuffer(string: table.text)))
}

private func nextLink(_ request: Request, _ cursor: String) -> String {
  let kept = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
  let query = (kept + ["cursor=\(cursor)"]).joined(separator: "&")
  return "<\(request.uri.path)?\(query)>; rel=\"next\""
}
