struct node { struct node *next; int key; double weight; };

static unsigned hash(const char *text) {
    unsigned h = 2166136261u;
    while (*text) {
        h = (h ^ (unsigned char) *text++) * 16777619u;
    }
    return h;
}

double total(const struct node *list, int below) {
    double sum = 0;
    for (; list; list = list->next) {
        if (list->key < below) {
            sum += list->weight * list->key;
        }
    }
    return sum;
}

int classify(const char *word, const float *values, int count) {
    float best = values[0];
    for (int i = 1; i < count; i++) {
        best = values[i] > best ? values[i] : best;
    }
    switch (hash(word) % 7) {
        case 0: return (int) best;
        case 1: return -count;
        case 2: return count * 3 / 7;
        case 5: return word[0] << 3 | 1;
        default: return (int) (best * best);
    }
}

void multiply(double *restrict c, const double *restrict a, const double *restrict b, int n) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += a[i * n + k] * b[k * n + j];
            }
            c[i * n + j] = sum;
        }
    }
}
