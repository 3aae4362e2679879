#!/usr/bin/env python3
"""External matching steps, as anybody may write them (R-070), and some that misbehave.

Listens on a free loopback port, prints it, and answers until its standard input ends.
The contract is the schema MatchingStepQuestion in the OpenAPI document of orders.
"""
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

seen = []
traces = []


def verdicts(question, judge):
    return {"candidates": [{"id": c["id"], **judge(c)} for c in question["candidates"]]}


def strengths(question):
    """Scores: how many of the task's characteristics are strengths."""
    wanted = question["task"]["characteristics"]
    return verdicts(question, lambda c: {"score": len(set(c["strengths"]) & set(wanted))})


def distance(question):
    """Values for later steps: a distance, made up from the id."""
    return verdicts(question, lambda c: {"values": {"km": int(c["id"][:2], 16)}})


def near(question):
    """Vetoes by the values of an earlier step."""
    km = {id: v["values"]["km"] for id, v in question["values"]["distance"].items()}
    return verdicts(
        question, lambda c: {"veto": "too far"} if km[c["id"]] > 100 else {"score": -km[c["id"]]})


def unknown(question):
    answer = verdicts(question, lambda c: {"score": 1})
    answer["candidates"][0]["id"] = "00000000-0000-4000-8000-000000000000"
    return answer


STEPS = {"/strengths": strengths, "/distance": distance, "/near": near, "/unknown": unknown}


class Step(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(json.dumps(traces if self.path == "/traces" else seen).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        question = json.loads(body)
        seen.append(question)
        traces.append(self.headers["traceparent"])
        if self.path in STEPS:
            self.answer(json.dumps(STEPS[self.path](question)).encode())
        elif self.path == "/error":
            self.answer(b"{}", 500)
        elif self.path == "/redirect":
            self.send_response(307)
            self.send_header("Location", "/strengths")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/garbage":
            self.answer(b"meow")
        elif self.path == "/large":
            self.answer(b" " * (1 << 20) + json.dumps(strengths(question)).encode())
        elif self.path == "/slow":
            released.wait()
        elif self.path == "/trickle":
            self.trickle()
        else:
            self.answer(b"{}", 404)

    def trickle(self):
        """A byte now and then, so that no read ever times out."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while not released.is_set():
                self.wfile.write(b" ")
                time.sleep(0.02)
        except OSError:
            pass

    def answer(self, body, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


released = threading.Event()
server = ThreadingHTTPServer(("127.0.0.1", 0), Step)
server.daemon_threads = True
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
released.set()
