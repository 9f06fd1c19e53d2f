"""Writes layer_reference.txt: outputs and derivatives of layers, computed without any library for
automatic differentiation and without matrices: sums are written out as loops over the formulas of
the papers, in 60 decimal digits (mpmath), and derivatives are central differences in these digits,
which leaves them right to far more than the 17 digits that are written down.

Inputs are element i of tensor k = ((7 i + 3 k) mod 11 - 5) / 8, in row-major order. The loss is the
sum of y (v + y / 2) with v the tensor of k = 9; the second derivative is that of the loss's
gradient along the tensors of k + 20.

    python3 layer_reference.py > layer_reference.txt
"""

from mpmath import mp, mpf, exp, tanh, sqrt

mp.dps = 60
STEP = mpf(10) ** -15


def pattern(k, size):
    return [mpf((7 * i + 3 * k) % 11 - 5) / 8 for i in range(size)]


def sigmoid(z):
    return 1 / (1 + exp(-z))


def conv1d(x, w, b, batch, length, c, o, size, stride, before, after, dilation, groups):
    y = []
    cg, og = c // groups, o // groups
    for n in range(batch):
        for i in range((length + before + after - dilation * (size - 1) - 1) // stride + 1):
            for q in range(o):
                s = b[q]
                for k in range(size):
                    p = i * stride - before + k * dilation
                    if 0 <= p < length:
                        for r in range(cg):
                            channel = q // og * cg + r
                            s += x[(n * length + p) * c + channel] * w[(k * cg + r) * o + q]
                y.append(s)
    return y


def conv2d(x, w, b, batch, height, width, c, o, kh, kw, sh, sw, ph, pw, dh, dw):
    y = []
    for n in range(batch):
        for i in range((height + 2 * ph - dh * (kh - 1) - 1) // sh + 1):
            for j in range((width + 2 * pw - dw * (kw - 1) - 1) // sw + 1):
                for q in range(o):
                    s = b[q]
                    for k in range(kh):
                        for m in range(kw):
                            u, v = i * sh - ph + k * dh, j * sw - pw + m * dw
                            if 0 <= u < height and 0 <= v < width:
                                for r in range(c):
                                    s += (
                                        x[((n * height + u) * width + v) * c + r]
                                        * w[((k * kw + m) * c + r) * o + q]
                                    )
                    y.append(s)
    return y


def pool2d(x, reduce, batch, height, width, c, size, stride, padding):
    y = []
    for n in range(batch):
        for i in range((height + 2 * padding - size) // stride + 1):
            for j in range((width + 2 * padding - size) // stride + 1):
                for r in range(c):
                    seen = [
                        x[((n * height + u) * width + v) * c + r]
                        for u in range(i * stride - padding, i * stride - padding + size)
                        for v in range(j * stride - padding, j * stride - padding + size)
                        if 0 <= u < height and 0 <= v < width
                    ]
                    y.append(reduce(seen))
    return y


def affine(x, w, b, n_in, n_out):
    return [b[j] + sum(x[i] * w[i * n_out + j] for i in range(n_in)) for j in range(n_out)]


def rnn(step, x, w_ih, w_hh, b_ih, b_hh, batch, time, n_in, n_out, gates):
    """All outputs, batch by time by out."""
    y = []
    for n in range(batch):
        h, c = [mpf(0)] * n_out, [mpf(0)] * n_out
        for t in range(time):
            row = x[(n * time + t) * n_in : (n * time + t + 1) * n_in]
            a = affine(row, w_ih, b_ih, n_in, gates * n_out)
            r = affine(h, w_hh, b_hh, n_out, gates * n_out)
            h, c = step(a, r, h, c, n_out)
            y += h
    return y


def rnn_step(a, r, h, c, d):
    return [tanh(a[j] + r[j]) for j in range(d)], c


def lstm_step(a, r, h, c, d):
    i, f, g, o = ([a[k * d + j] + r[k * d + j] for j in range(d)] for k in range(4))
    c = [sigmoid(f[j]) * c[j] + sigmoid(i[j]) * tanh(g[j]) for j in range(d)]
    return [sigmoid(o[j]) * tanh(c[j]) for j in range(d)], c


def gru_step(a, r, h, c, d):
    new = []
    for j in range(d):
        reset = sigmoid(a[j] + r[j])
        update = sigmoid(a[d + j] + r[d + j])
        candidate = tanh(a[2 * d + j] + reset * r[2 * d + j])
        new.append((1 - update) * candidate + update * h[j])
    return new, c


def attention(x, wq, bq, wk, bk, wv, bv, wo, bo, batch, time, f, heads, causal):
    y = []
    d = f // heads
    for n in range(batch):
        rows = [x[(n * time + t) * f : (n * time + t + 1) * f] for t in range(time)]
        q, k, v = (
            [affine(row, w, b, f, f) for row in rows] for w, b in ((wq, bq), (wk, bk), (wv, bv))
        )
        for t in range(time):
            joined = []
            seen = range(t + 1) if causal else range(time)
            for head in range(heads):
                at = range(head * d, head * d + d)
                scores = [exp(sum(q[t][j] * k[s][j] for j in at) / sqrt(mpf(d))) for s in seen]
                for j in at:
                    total = sum(e * v[s][j] for e, s in zip(scores, seen))
                    joined.append(total / sum(scores))
            y += affine(joined, wo, bo, f, f)
    return y


def recurrent(step, gates):
    batch, time, n_in, d = 2, 3, 2, 2
    sizes = [batch * time * n_in, n_in * gates * d, d * gates * d, gates * d, gates * d]
    return sizes, lambda *p: rnn(step, *p, batch, time, n_in, d, gates)


def attending(causal):
    batch, time, f, heads = 2, 3, 4, 2
    sizes = [batch * time * f] + 4 * [f * f, f]
    return sizes, lambda *p: attention(*p, batch, time, f, heads, causal)


CASES = {
    # batch 2, length 6, channels 2 to 3, size 3, stride 2, padding 1 and 2, dilation 2
    "conv1d": ([24, 18, 3], lambda *p: conv1d(*p, 2, 6, 2, 3, 3, 2, 1, 2, 2, 1)),
    # batch 2, length 3, channels 4 to 6, size 2, in two groups
    "conv1dGroups": ([24, 24, 6], lambda *p: conv1d(*p, 2, 3, 4, 6, 2, 1, 0, 0, 1, 2)),
    # batch 2, 4 by 3, channels 2 to 2, size 3 by 2, stride 2 and 1, padding 1 and 1, dilation 1, 2
    "conv2d": ([48, 24, 2], lambda *p: conv2d(*p, 2, 4, 3, 2, 2, 3, 2, 2, 1, 1, 1, 1, 2)),
    # batch 2, 4 by 4, 1 channel, size 3, stride 2, padding 1
    "maxPool2d": ([32], lambda x: pool2d(x, max, 2, 4, 4, 1, 3, 2, 1)),
    "meanPool2d": ([32], lambda x: pool2d(x, lambda s: sum(s) / len(s), 2, 4, 4, 1, 3, 2, 1)),
    # batch 2, time 3, features 2 to 2, all outputs
    "rnn": recurrent(rnn_step, 1),
    "lstm": recurrent(lstm_step, 4),
    "gru": recurrent(gru_step, 3),
    # batch 2, time 3, 4 features, 2 heads
    "attention": attending(False),
    "causalAttention": attending(True),
}


def loss(f, inputs):
    y = f(*inputs)
    return sum(a * (v + a / 2) for a, v in zip(y, pattern(9, len(y))))


def moved(inputs, steps):
    changed = [list(tensor) for tensor in inputs]
    for tensor, i, step in steps:
        changed[tensor][i] += step
    return changed


def line(name, values):
    print(name, *(repr(float(v)) for v in values))


for name, (sizes, f) in CASES.items():
    inputs = [pattern(k, size) for k, size in enumerate(sizes)]
    line(name + ".y", f(*inputs))
    directions = [pattern(k + 20, size) for k, size in enumerate(sizes)]
    ahead = [[a + STEP * d for a, d in zip(*pair)] for pair in zip(inputs, directions)]
    behind = [[a - STEP * d for a, d in zip(*pair)] for pair in zip(inputs, directions)]
    for tensor, size in enumerate(sizes):
        gradient, second = [], []
        for i in range(size):

            def slope(at):
                up = loss(f, moved(at, [(tensor, i, STEP)]))
                down = loss(f, moved(at, [(tensor, i, -STEP)]))
                return (up - down) / (2 * STEP)

            gradient.append(slope(inputs))
            second.append((slope(ahead) - slope(behind)) / (2 * STEP))
        line(f"{name}.gradient{tensor}", gradient)
        line(f"{name}.second{tensor}", second)
